"""The command line: one file a command, imported only when it is asked for.

A command's name is its file's name; its line in `troth --help` is the first line of the file's
docstring. Nothing is listed here by hand, and a command is listed only when its file is there; a file
`promises_repair` is a part of the command `promises`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

import troth
from troth.errors import TrothError, UnknownNameError, unwritten
from troth.faces.cli.options import tell
from troth.faces.masks import follow

HERE = Path(__file__).parent
SHARED = "options"
ORDER = ("demo", "init", "add", "look", "today", "check", "promises", "verify", "person")


class Shelf(click.Group):
    """A group whose commands are files in this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [path.stem for path in HERE.glob("*.py") if _is_command(path.stem)]
        first = [name for name in ORDER if name in names]
        return first + sorted(set(names) - set(first))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if not (HERE / f"{cmd_name}.py").exists() or not _is_command(cmd_name):
            return None
        found = getattr(import_module(f"troth.faces.cli.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        known = self.list_commands(ctx)
        if name and not name.startswith("-") and name not in known:
            raise UnknownNameError("command", name, known, advice="`troth --help` lists them.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, _first_line(HERE / f"{name}.py")) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def _is_command(name: str) -> bool:
    return name != SHARED and "_" not in name


def _first_line(path: Path) -> str:
    import ast

    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0]


@click.group(
    cls=Shelf,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Nothing leaves this machine unless troth.toml says so.",
)
@click.version_option(troth.__version__, prog_name="troth", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "--workspace",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The workspace to use; otherwise the one this folder lies in.",
)
@click.pass_context
def troth_command(ctx: click.Context, workspace: Path | None) -> None:
    """Keep your word, know your people: a linter, a test suite and a ledger for promises."""
    ctx.obj = workspace
    follow(lambda: _masks(workspace))


def _masks(workspace: Path | None) -> frozenset[str]:
    """What the settings hide; those that cannot be read are told by the command itself."""
    from troth.acts.masking import masks

    try:
        return masks(workspace)
    except TrothError:
        return frozenset()


def main() -> None:
    """Run a command; what the user can mend is told in plain words, with exit code 2.

    A command returns its exit code: 0 (or nothing) when it found nothing, 1 when it found something.
    """
    try:
        code = troth_command.main(prog_name="troth", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except TrothError as fault:
        tell(fault.text())
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as fault:
        told = unwritten(fault)
        says = f"{fault.filename or 'A file'}  {fault.strerror or fault}."
        more = "\nSee whose it is, and who may read and write it."
        shut = isinstance(fault, PermissionError)
        tell(told.text() if told else says + more * shut)
        sys.exit(2)
    except Exception as fault:
        if os.environ.get("TROTH_DEBUG"):
            raise
        tell(f"Something in troth itself broke: {type(fault).__name__}: {fault}")
        click.echo("Nothing was lost. TROTH_DEBUG=1 shows where; please report it.", err=True)
        sys.exit(2)
