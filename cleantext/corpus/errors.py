"""What ends a run."""


class RunError(Exception):
    """A run that cannot begin or go on. The message names the place and, where there is one, the mend."""


class TooManyErrors(RunError):
    """More rows were quarantined than the caller allows."""
