"""The Word templates in the repository are those that their readable source makes."""

import runpy
from pathlib import Path

import pytest
from docx import Document

ROOT = Path(__file__).resolve().parents[3]
SOURCE = runpy.run_path(str(ROOT / "ops" / "form_templates.py"))


@pytest.mark.parametrize("name", ["annex3", "annex4"])
def test_the_committed_template_is_made_by_its_source(name: str) -> None:
    kept = Document(str(SOURCE["TEMPLATES"] / f"{name}.docx"))
    made = SOURCE[name]()
    assert kept.element.xml == made.element.xml
    assert kept.sections[0].footer._element.xml == made.sections[0].footer._element.xml
