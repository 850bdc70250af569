"""A template of the tests, beside a copy of the shared sheet, and what a PDF says."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from gridward.kernel.documents import typesetting

LINES = """#import "/kernel/documents/sheet.typ": *
#show: sheet
#for line in data.lines [#par(line)]
"""


def lines_template(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template that prints `lines`, in a package of its own."""
    documents = folder / "kernel" / "documents"
    documents.mkdir(parents=True)
    shutil.copy(typesetting.PACKAGE / "kernel" / "documents" / "sheet.typ", documents)
    monkeypatch.setattr(typesetting, "PACKAGE", folder)
    template = folder / "lines.typ"
    template.write_text(LINES, encoding="utf-8")
    return template


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """All text without blanks, since a PDF knows no words."""
    return "".join("".join(pages(pdf)).split())
