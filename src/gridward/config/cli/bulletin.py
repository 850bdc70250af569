"""The command `bulletin`: a signed bulletin of a daily meeting, as a file or on standard output."""

import sys
from datetime import date as day_of
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import run


class BulletinForm(StrEnum):
    """As which file."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"


def bulletin(
    date: Annotated[str, typer.Option(help="The day of the meeting, such as 2026-03-02.")],
    format: Annotated[BulletinForm, typer.Option(help="docx, pdf or txt.")] = BulletinForm.TXT,  # noqa: A002
    grid: Annotated[str, typer.Option(help="Code of a community grid; else the street's.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file; else standard output.")] = None,
) -> None:
    """Take the bulletin of a day as it was signed last."""
    try:
        day_of.fromisoformat(date)
    except ValueError:
        raise typer.BadParameter(f"{date} is no day", param_hint="--date") from None
    made: bytes = run("app", "bulletins", "take", date, format.value, grid)
    if out is None:
        sys.stdout.buffer.write(made)
        return
    out.write_bytes(made)
    typer.echo(f"{out} ({len(made)} bytes)", err=True)
