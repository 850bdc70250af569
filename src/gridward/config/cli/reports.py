"""The command line's group `report`: figures and forms to a file or to standard output."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, answer, run

report = typer.Typer(no_args_is_help=True, help="Statistics and official forms.")


class FileFormat(StrEnum):
    """What official forms are printed as."""

    PDF = "pdf"
    DOCX = "docx"


GridCode = Annotated[str, typer.Option(help="Fifteen-digit code of the grid.")]
Format = Annotated[FileFormat, typer.Option("--format", help="pdf or docx.")]
Full = Annotated[bool, typer.Option(help="Documents and phones in full; needs --reason.")]
Reason = Annotated[str, typer.Option(help="Why in full; it is recorded.")]
Out = Annotated[
    Path | None, typer.Option(help="File to write; named after the grid when left out.")
]


@report.command()
def annex3(
    grid: GridCode,
    household: Annotated[str, typer.Option(help="Id of one household of the grid.")] = "",
    file_format: Format = FileFormat.PDF,
    full: Full = False,
    reason: Reason = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Print the household form (Annex 3) of a grid, or of one household of it."""
    _print("annex3", grid, household, file_format, full, reason, out, as_json)


@report.command()
def annex4(
    grid: GridCode,
    organisation: Annotated[str, typer.Option(help="Id of one organisation of the grid.")] = "",
    file_format: Format = FileFormat.PDF,
    full: Full = False,
    reason: Reason = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Print the organisation form (Annex 4) of a grid, or of one organisation of it."""
    _print("annex4", grid, organisation, file_format, full, reason, out, as_json)


def _print(
    kind: str,
    grid: str,
    row: str,
    file_format: FileFormat,
    full: bool,
    reason: str,
    out: Path | None,
    as_json: bool,
) -> None:
    if out and not out.parent.is_dir():
        raise typer.BadParameter(f"{out.parent} is no folder", param_hint="--out")
    given = (kind, grid, row, file_format.value, full, reason, out)
    answer(run("app", "forms", "print_forms", *given), as_json)


class Form(StrEnum):
    """In what form the statistics are answered."""

    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"


class Depth(StrEnum):
    """How far down the table goes."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"


@report.command("annex5")
def report_annex5(
    date: Annotated[str, typer.Option(help="A day, or a moment such as 2026-03-02T17:00.")] = "",
    level: Annotated[Depth, typer.Option(help="How far down.")] = Depth.GRID,
    format: Annotated[Form, typer.Option(help="json, xlsx or pdf.")] = Form.JSON,  # noqa: A002
    out: Annotated[Path | None, typer.Option(help="The file; else standard output.")] = None,
    street: Annotated[str, typer.Option(help="Nine-digit code, where there are several.")] = "",
    paper: Annotated[str, typer.Option(help="a3 or a4.")] = "a3",
) -> None:
    """Annex 5: live, or as it was at the end of a day or at a moment."""
    made: bytes = run("app", "reports", "annex5", date, level, format, street, paper)
    if out is None:
        sys.stdout.buffer.write(made)
        return
    out.write_bytes(made)
    typer.echo(f"{out} ({len(made)} bytes)", err=True)


@report.command("recount")
def report_recount(
    mend: Annotated[bool, typer.Option(help="Also mend what differs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Count every figure from scratch; exit code 1 when a live one differs."""
    found = run("app", "reports", "recount_all", mend)
    answer(found, as_json)
    if found["differences"]:
        raise typer.Exit(1)
