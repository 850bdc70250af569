"""The committed Word template is what `ops/meeting_template.py` makes."""

import runpy
from pathlib import Path

from docx import Document
from docx.document import Document as Doc

from gridward.work.meetings.services.papers import PAPER

SOURCE = runpy.run_path(str(Path(__file__).parents[3] / "ops" / "meeting_template.py"))


def xml(document: Doc) -> str:
    return str(document.element.xml) + str(document.sections[0].footer._element.xml)


def test_the_committed_file_is_what_the_source_makes() -> None:
    assert xml(SOURCE["meeting"]()) == xml(Document(str(PAPER / "meeting.docx")))
