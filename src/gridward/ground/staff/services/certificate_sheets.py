"""The sheet that certificates of service and recognitions share: a title, sentences, and where it is sealed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.documents.papers import paper

_PAPER = Path(__file__).resolve().parents[1] / "paper"
Section = dict[str, Any]
"""A `title`, which may be empty, and `lines`."""


def certificate_sheet(
    format_: PaperFormat,
    *,
    title: str,
    sections: Sequence[Section],
    signed: Sequence[str],
    subtitle: str = "",
    foot: str = "",
) -> bytes:
    """The sheet as a file of this format."""
    data = {
        "title": title,
        "subtitle": subtitle,
        "foot": foot,
        "watermark": "",
        "sections": list(sections),
        "signed": list(signed),
        "notes": [],
        "facts": [],
    }
    return paper(_PAPER / "certificate", format_, data)


def spoken_hours(minutes: int) -> str:
    """Minutes as hours with at most two digits."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def spoken_day(day: date) -> str:
    """A day as it stands on paper."""
    return f"{day.year}年{day.month}月{day.day}日"
