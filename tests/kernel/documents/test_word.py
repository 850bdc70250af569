"""Word files: data are escaped, what XML cannot say is left out."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from gridward.kernel.documents.word import docx


@pytest.fixture
def template(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.sections[0].footer.paragraphs[0].text = "{{ watermark }}"
    document.save(str(tmp_path / "name.docx"))
    return tmp_path / "name.docx"


@pytest.mark.parametrize(
    "name", ["{{ 7*7 }}", "{% if %}", "<w:p/>", "&amp; </w:t>", "=1+1", "#x", "阿里木·买买提", "𠮷"]
)
def test_what_looks_like_markup_is_written_as_it_is(template: Path, name: str) -> None:
    made = Document(BytesIO(docx(template, {"name": name, "watermark": ""})))
    assert made.paragraphs[0].text == name


def test_what_xml_cannot_say_is_left_out(template: Path) -> None:
    made = docx(template, {"name": "张\x00\x0b\ud800\ufffe三", "watermark": "\x01王"})
    document = Document(BytesIO(made))
    assert document.paragraphs[0].text == "张三"
    assert document.sections[0].footer.paragraphs[0].text == "王"
