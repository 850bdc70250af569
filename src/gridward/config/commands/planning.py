"""The command line's group `plan`: optimisation over files, without a database.

This page stays light; each body is loaded when its command runs.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, answer

plan = typer.Typer(no_args_is_help=True, help="Plans over plain files.")


@plan.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@plan.command("siting")
def plan_siting(
    source: Annotated[Path, typer.Argument(help="JSON with roads, boundary, dwellings, gates.")],
    target: Annotated[Path, typer.Argument(help="Where the plan is written, as JSON.")],
    as_json: AsJson = False,
) -> None:
    """Which roads to close and where to keep gates; exit code 1 when nothing encloses."""
    body = import_module("gridward.config.commands.siting")
    found = body.plan_file(source, target)
    answer(found, as_json)
    if not found["enclosed"]:
        raise typer.Exit(1)
