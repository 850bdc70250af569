"""How a command runs: with the database in use and Django set up for a role; how it answers."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import orjson
import typer
from psycopg.errors import UndefinedColumn, UndefinedTable

from gridward.kernel.database.use import database_in_use
from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
By = Annotated[str, typer.Option("--as", help="Sign-in of whoever does it; else the command line.")]


class TablesNotReady(Problem):
    """The tables are not those of this version of the program: `gridward migrate` was not run yet."""

    code = "tables_not_ready"


def language() -> str:
    """The language that commands answer in: GRIDWARD_LANGUAGE where it is one of ours."""
    wanted = os.environ.get("GRIDWARD_LANGUAGE", DEFAULT_LANGUAGE)
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE


def run(role: str, module: str, function: str, *given: Any) -> Any:
    """Call a body in `gridward.config.commands` with the database running and Django set up for a role.

    Raises TablesNotReady.
    """
    os.environ["GRIDWARD_DATABASE_ROLE"] = role
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    with database_in_use():
        import_module("django").setup()
        body: Callable[..., Any] = getattr(
            import_module(f"gridward.config.commands.{module}"), function
        )
        try:
            return body(*given)
        except Exception as error:
            if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
                raise TablesNotReady from error
            raise


def answer(found: dict[str, Any], as_json: bool) -> None:
    """Print what a command found: `name: value` lines, or JSON."""
    if as_json:
        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2, default=str).decode())
        return
    for name, value in found.items():
        if isinstance(value, dict):
            answer({f"{name}.{inner}": one for inner, one in value.items()}, as_json)
        else:
            typer.echo(f"{name}: {value}")
