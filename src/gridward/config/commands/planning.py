"""The command line's group `plan`: optimisation over files, without a database.

This page stays light; each body is loaded when its command runs.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, answer

plan = typer.Typer(no_args_is_help=True, help="Plans over plain files.")


@plan.command("roster")
def plan_roster(
    source: Annotated[Path, typer.Argument(help="JSON: posts, patterns, demands, keepers.")],
    target: Annotated[Path, typer.Argument(help="Where the roster is written, as JSON.")],
    as_json: AsJson = False,
) -> None:
    """A duty roster, or one mended after a sick call; says why somebody is missing and what helps."""
    found = import_module("gridward.config.commands.rosters").plan_file(source, target)
    if as_json:
        answer(found, as_json)
        return
    for sentence in found["sentences"]:
        typer.echo(sentence)


@plan.command("siting")
def plan_siting(
    source: Annotated[Path, typer.Argument(help="JSON with roads, boundary, dwellings, gates.")],
    target: Annotated[Path, typer.Argument(help="Where the plan is written, as JSON.")],
    as_json: AsJson = False,
) -> None:
    """Which roads to close and where to keep gates; exit code 1 when nothing encloses."""
    found = import_module("gridward.config.commands.siting").plan_file(source, target)
    answer(found, as_json)
    if not found["enclosed"]:
        raise typer.Exit(1)
