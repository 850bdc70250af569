"""A document on its way out: drafted, made, and only then let go.

Making a whole grid takes seconds, and the record's head is held by whoever writes until the end of the transaction.
So the export is drafted for its watermark, the document is made, and the line of the record is written last.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from gridward.ground.audit.services import draft, let_go
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.documents.word import docx

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True)
class Manner:
    """How somebody wants it: as which kind of file, masked or, for a reason, in full."""

    format: PaperFormat = PaperFormat.PDF
    full: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Release:
    """What the guard of exports is told: what and how, of which grids, rows of how many persons."""

    kind: str
    manner: Manner
    grid_ids: Collection[UUID]
    persons: int


def printed(actor: Actor, wanted: Release, name: str, data: Mapping[str, Any]) -> Printed:
    """Make a document from the template named as its kind, with the watermark of its export, and let it go.

    Raises what the guard raises (`gridward.ground.audit.services.draft`), before anything is made.
    """
    manner = wanted.manner
    export = draft(
        actor,
        kind=wanted.kind,
        format=manner.format.value,
        masked=not manner.full,
        reason=manner.reason,
        grid_ids=wanted.grid_ids,
        rows=wanted.persons,
    )
    content = _made(wanted.kind, manner.format, {**data, "watermark": export.watermark()})
    let_go(actor, export, size=len(content))
    return Printed.named(name, manner.format, content)


def _made(kind: str, format_: PaperFormat, data: Mapping[str, Any]) -> bytes:
    if format_ is PaperFormat.PDF:
        return pdf(TEMPLATES / f"{kind}.typ", data)
    return docx(TEMPLATES / f"{kind}.docx", data)
