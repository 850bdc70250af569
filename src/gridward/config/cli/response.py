"""The command line's group `response`: the response level of a day, and a signed switch."""

from typing import Annotated

import typer

from gridward.config.running import AsJson, answer, run

response = typer.Typer(no_args_is_help=True, help="The response level.")


@response.command("show")
def response_show(
    day: Annotated[str, typer.Option(help="As on a day, such as 2026-03-02; else today.")] = "",
    grid: Annotated[str, typer.Option(help="Fifteen-digit code of a grid; else all.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say what stands at which level."""
    answer(run("app", "levels", "show", day, grid), as_json)


@response.command("switch")
def response_switch(
    level: Annotated[str, typer.Argument(help="ordinary, alert or emergency.")],
    by: Annotated[str, typer.Option("--as", help="Sign-in of whoever signs it.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    basis: Annotated[list[str], typer.Option(help="CODE or CODE=NUMBER of the paper.")],
    grid: Annotated[
        list[str] | None, typer.Option(help="Codes of grids; else the whole street.")
    ] = None,
    until: Annotated[str, typer.Option(help="The last day.")] = "",
    as_json: AsJson = False,
) -> None:
    """Sign a decision that begins today."""
    answer(run("app", "levels", "switch", by, level, grid or [], until, basis, reason), as_json)
