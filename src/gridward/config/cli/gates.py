"""The command line's groups `gate` and `pass`."""

from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, By, answer, run

gate = typer.Typer(no_args_is_help=True, help="Gates.")
passes = typer.Typer(no_args_is_help=True, help="Passes.")


@gate.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@gate.command("replay")
def gate_replay(
    source: Annotated[Path, typer.Argument(help="CSV of scans, with a header.")],
    rules: Annotated[Path | None, typer.Option(help="Rules as JSON.")] = None,
    at: Annotated[str, typer.Option("--gate", help="A gate, by name or id: its own rules.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Put scans through the rules: of a file, of a gate, or else of the country at each moment."""
    if at:
        found = run("app", "gates", "replay_at_gate", source, at, by)
    else:
        found = run("app", "gates", "replay_file", source, rules)
    if not as_json:
        found["lines"] = len(found["lines"])
    answer(found, as_json)


@passes.command("make")
def pass_make(
    grid: Annotated[str, typer.Argument(help="Code of the grid.")],
    kind: Annotated[str, typer.Argument(help="vehicle, helper, delivery, visitor.")],
    by: Annotated[str, typer.Option("--as", help="Sign-in of whoever helps.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    holder: Annotated[str, typer.Option(help="Name of the holder.")] = "",
    plate: Annotated[str, typer.Option(help="Plate of the vehicle.")] = "",
    days: Annotated[int, typer.Option(help="For how many days from now.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Make a pass for somebody who is in no register, and print its code."""
    answer(run("app", "gates", "make_one", grid, kind, holder, plate, days, reason, by), as_json)


@passes.command("verify")
def pass_verify(
    code: Annotated[str, typer.Argument(help="What was scanned or typed.")],
    at: Annotated[str, typer.Option("--gate", help="At which gate, by name or id.")],
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Tell what a code says and whether it holds; exit code 1 where it does not."""
    found = run("app", "gates", "verify_one", code, at, by)
    answer(found, as_json)
    if found["state"] != "valid":
        raise typer.Exit(1)
