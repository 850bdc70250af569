"""A paper whose template stands beside the program twice: `.typ` is set as PDF, `.docx` is filled as Word."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.documents.word import docx


def paper(template: Path, format_: PaperFormat, data: Mapping[str, Any]) -> bytes:
    """The paper as a file of this format; `template` is the path without its ending."""
    if format_ is PaperFormat.PDF:
        return pdf(template.with_suffix(".typ"), data)
    return docx(template.with_suffix(".docx"), data)
