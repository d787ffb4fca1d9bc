"""Hypothesis profiles: how hard the laws are tried.

``default`` gives the same verdict for the same code on every machine; ``ci`` looks elsewhere at each run;
``thorough`` is for the target in tests/test_laws.py. Choose one with ``--hypothesis-profile``.
"""

from hypothesis import HealthCheck, settings

# A loaded machine is no reason to fail: time is the business of the benchmarks.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("default", max_examples=100, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("ci", max_examples=300, deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=20_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("default")
