"""Makes the Word templates of notices of rectification and of decisions on filings, so that they can be reviewed.

    .venv/bin/python -m ops.inspection_templates

Tags in double braces and `{%tr %}` are docxtpl's. A test compares the committed files with what this makes.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.run import Run
from ops.form_templates import set_in

PAPER = Path(__file__).resolve().parents[1] / "src/gridward/work/inspections/paper"
WIDTH = 16.2
"""Of the text on A4, in centimetres."""
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
NOTICE_WIDTHS = (1.2, 5.4, 6.8, 2.8)
FILING_WIDTHS = (4.2, 12.0)
RECEIPT_WIDTHS = (3.0, 5.1, 3.0, 5.1)


def rectification_notice() -> Doc:
    """责令整改通知书."""
    document = _page()
    heads = [f"{{{{ form.heads[{at}] }}}}" for at in range(4)]
    cells = [f"{{{{ one[{at}] }}}}" for at in range(4)]
    _looped(document, cells, NOTICE_WIDTHS, heads)
    for words in ("{{ form.closing }}", "{{ form.reply }}"):
        _indented(document, words)
    _signed(document)
    _faced(document, "{{ form.receipt_title }}", 14)
    table = _table(document, 3, RECEIPT_WIDTHS)
    for at in range(6):
        left = table.cell(at // 2, at % 2 * 2)
        left.text = f"{{{{ form.receipt[{at}][0] }}}}"
        table.cell(at // 2, at % 2 * 2 + 1).text = f"{{{{ form.receipt[{at}][1] }}}}"
    return document


def filing_decision() -> Doc:
    """复工备案通知书."""
    document = _page()
    _looped(document, ["{{ one[0] }}", "{{ one[1] }}"], FILING_WIDTHS)
    _indented(document, "{{ form.reply }}")
    document.add_paragraph("{{ form.by }}")
    _signed(document)
    return document


def _page() -> Doc:
    """A4 in 宋体 with title, number, addressee and opening; the foot carries the mark and the page number."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2)
    section.footer_distance = Cm(0.8)
    set_in(document, 12, "{{ mark }}", WIDTH)
    _faced(document, "{{ form.title }}", 20)
    document.add_paragraph("{{ form.number }}").alignment = RIGHT
    document.add_paragraph().add_run("{{ form.to }}").bold = True
    _indented(document, "{{ form.opening }}")
    return document


def _looped(
    document: Doc, cells: Sequence[str], widths: Sequence[float], heads: Sequence[str] = ()
) -> None:
    """A table with a row for each of `form.rows`."""
    rows = [
        *([heads] if heads else []),
        ["{%tr for one in form.rows %}"],
        cells,
        ["{%tr endfor %}"],
    ]
    table = _table(document, len(rows), widths)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def _table(document: Doc, rows: int, widths: Sequence[float]) -> Table:
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def _indented(document: Doc, words: str) -> None:
    paragraph = document.add_paragraph(words)
    paragraph.paragraph_format.first_line_indent = Pt(24)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)


def _signed(document: Doc) -> None:
    for words in ("{{ form.street }}", "{{ form.day }}"):
        document.add_paragraph(words).alignment = RIGHT


def _faced(document: Doc, words: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(10)
    _face(paragraph.add_run(words), size)


def _face(run: Run, size: int) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), True, "黑体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "黑体")
    run._element.rPr.rFonts.set(qn("w:hint"), "eastAsia")


TEMPLATES = {
    "rectification_notice.docx": rectification_notice,
    "filing_decision.docx": filing_decision,
}

if __name__ == "__main__":
    for name, make in TEMPLATES.items():
        make().save(str(PAPER / name))
