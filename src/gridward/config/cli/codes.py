"""The command line's group `codes`: a simulated code service, without a database.

This page only declares the command; its body is loaded when it runs.
"""

from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Annotated, Any

import typer

from gridward.config.running import AsJson, answer

codes = typer.Typer(no_args_is_help=True, help="Health codes and their like.")


@codes.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@codes.command("simulate")
def codes_simulate(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 for any.")] = 8065,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
    people: Annotated[int, typer.Option(help="How many, at most 20,000.")] = 200,
    hours: Annotated[float, typer.Option(help="How long its codes hold.")] = 24,
    slow: Annotated[float, typer.Option(min=0, help="Seconds before each answer.")] = 0,
    failing: Annotated[float, typer.Option(min=0, max=1, help="Share of answers: down.")] = 0,
    nonsense: Annotated[float, typer.Option(min=0, max=1, help="Share that is nonsense.")] = 0,
    secret_file: Annotated[Path | None, typer.Option(help="File with the secret.")] = None,
    as_json: AsJson = False,
) -> None:
    """Serve health codes of invented people on this machine until Ctrl-C, for tests and drills."""
    body = import_module("gridward.config.commands.codes")
    trouble = body.Trouble(slow, failing, nonsense)
    with body.simulated(port, seed, people, hours, trouble, secret_file) as told:
        if as_json:
            answer(told, as_json)
        else:
            _tell(told)
        try:
            Event().wait()
        except KeyboardInterrupt:
            """The end that was asked for."""


def _tell(told: dict[str, Any]) -> None:
    typer.echo(f"GRIDWARD_CODES_URL={told['address']}")
    for one in told["people"]:
        typer.echo(f"{one['case']:20} {one['name']} {one['document_number']} {one['code']}")
