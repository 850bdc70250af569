"""Makes the Word template of a list of shortages, so that its source can be read and reviewed.

    python ops/staff_papers.py

Tags in double braces and `{%tr %}` are docxtpl's. A test compares the committed file with what this makes.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

FILE = Path(__file__).resolve().parents[1] / "src/gridward/ground/staff/paper/shortages.docx"
WIDTHS = (1.2, 4.2, 3.2, 1.4, 2.6, 5.6, 5.0, 2.6)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def template() -> Doc:
    """The list on landscape A4: title, number, addressee, a table with a row a shortage, seal and date."""
    document = Document()
    _page(document)
    _line(document.add_paragraph(), "{{ title }}", 18, CENTRE, bold=True)
    _line(document.add_paragraph(), "{{ number }}{{ draft }}", 12, CENTRE)
    _line(document.add_paragraph(), "{{ to }}", 12)
    _line(document.add_paragraph(), "　　{{ opening }}", 12)
    table = document.add_table(rows=4, cols=len(WIDTHS), style="Table Grid")
    for column in range(len(WIDTHS)):
        _line(table.cell(0, column).paragraphs[0], f"{{{{ heads[{column}] }}}}", 11, CENTRE, True)
        _line(table.cell(2, column).paragraphs[0], f"{{{{ row[{column}] }}}}", 11)
    table.cell(1, 0).text = "{%tr for row in rows %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    _line(document.add_paragraph(), "{{ note }}", 12)
    _line(document.add_paragraph(), "{{ contact }}", 12)
    _line(document.add_paragraph(), "{{ seal }}", 12, RIGHT)
    _line(document.add_paragraph(), "{{ date }}", 12, RIGHT)
    return document


def _page(document: Doc) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _line(
    paragraph: Paragraph,
    text: str,
    size: int,
    align: WD_ALIGN_PARAGRAPH | None = None,
    bold: bool = False,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "宋体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    paragraph.alignment = align


if __name__ == "__main__":
    template().save(str(FILE))
