"""The command line.

Each command is a module of this package and is imported when it is called for, so that ``cleantext --version`` does
not pay for what it does not use.
"""

import signal
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

import click

from cleantext import ConfigError, __version__
from cleantext.cli import stdout
from cleantext.corpus.errors import RunError, TooManyErrors
from cleantext.errors import unknown

COMMANDS = ("clean", "diff", "check", "run", "undo", "stats", "variants", "rules", "explain", "packs", "demo")
"""The commands, in the order in which ``--help`` lists them; each is the ``command`` of the module of this name."""


class Commands(click.Group):
    """A group that imports a command when it is needed, and ends the ways a Unix filter ends.

    Exit codes: 0 fine, 1 ``--check`` or ``--diff`` found changes, 2 usage, config or internal error,
    3 more rows quarantined than ``run --max-errors`` allows.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            raise click.UsageError(unknown("command", cmd_name, COMMANDS), ctx)
        command: click.Command = import_module(f"cleantext.cli.{cmd_name}").command
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # the help or the version, which click prints before it invokes
            _complain(error.strerror or str(error))
            sys.exit(2)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _end_by_interrupt()
        except BrokenPipeError:
            stdout.discard()
            ctx.exit(141)  # what the shell reports for a filter whose reader has gone
        except stdout.OutputError as error:
            _complain(str(error))
        except RunError as error:
            click.echo(f"cleantext: {error}", err=True)
            ctx.exit(3 if isinstance(error, TooManyErrors) else 2)
        except ConfigError as error:
            click.echo(f"cleantext: {error}", err=True)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            # Python's own exit code for this is 1, which here means "found changes".
            click.echo(f"cleantext: internal error, please report it\n{traceback.format_exc()}", err=True, nl=False)
        ctx.exit(2)


def _complain(reason: str) -> None:
    """Tell that standard output does not take what is written to it."""
    stdout.discard()
    click.echo(f"cleantext: standard output: {reason}", err=True)


def _end_by_interrupt() -> NoReturn:
    """Die of the signal, as a shell loop around the command needs it in order to stop, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.raise_signal(signal.SIGINT)
    sys.exit(130)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleantext")
def main() -> None:
    """Turn text scraped from the web into the text a person wrote, and say exactly what was changed.

    Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 there is something to
    change (check, diff), 2 an input, an argument or the config cannot be used, 3 too many rows are quarantined (run).
    """
