"""The command line's group `trace`: contacts of cases, over files and without a database.

This page only declares the commands; their bodies are loaded when they run.
"""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, answer

trace = typer.Typer(
    invoke_without_command=True,
    help="Who met the cases, where and when, from tables of pseudonymous ids.",
)
Data = Annotated[
    Path | None, typer.Option(help="Folder with passages, stays, groups as .parquet or .csv.")
]


@trace.callback()
def trace_cases(
    context: typer.Context,
    data: Data = None,
    cases: Annotated[Path | None, typer.Option(help="Cases: person, from, to.")] = None,
    out: Annotated[Path | None, typer.Option(help="Answer, .parquet or .csv.")] = None,
    degrees: Annotated[int, typer.Option(help="1, or 2 for contacts of contacts too.")] = 2,
    window_minutes: Annotated[int, typer.Option(help="Between two passages of a place.")] = 10,
    lookback_days: Annotated[
        int | None, typer.Option(help="Where cases have onset or positive_on only.")
    ] = None,
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    spark_master: Annotated[str, typer.Option(help="Where Spark runs.")] = "local[*]",
    as_json: AsJson = False,
) -> None:
    """Write who met the cases of a file, with evidence; `index` makes large tables quick to ask."""
    if context.invoked_subcommand:
        return
    missing = [
        name for name, given in (("--data", data), ("--cases", cases), ("--out", out)) if not given
    ]
    if missing:
        raise typer.BadParameter(" ".join(missing))
    body = import_module("gridward.config.commands.tracing")
    question = {"degrees": degrees, "window_minutes": window_minutes}
    found = body.trace_files(data, cases, out, question, engine, spark_master, lookback_days)
    answer(found, as_json)


@trace.command("index")
def trace_index(
    folder: Annotated[Path, typer.Argument(help="Folder with the tables.")], as_json: AsJson = False
) -> None:
    """Check the tables and keep them in two orders, so that questions read little of them."""
    answer(import_module("gridward.config.commands.tracing").index_folder(folder), as_json)
