"""Makes the Word template of slips and lists of stock, so that its source can be read and reviewed.

    .venv/bin/python -m ops.supply_templates

Tags in double braces and `{%tr %}` are docxtpl's. A test compares the committed file with what this makes.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from ops.form_templates import set_in

FILE = Path(__file__).resolve().parents[1] / "src/gridward/work/supplies/paper/sheet.docx"
WIDTH = 16.6
"""Of the text on A4, in centimetres."""
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
FACTS = (2.6, 14.0)
COLUMNS = (1.2, 4.8, 2.4, 3.4, 2.2, 2.6)


def sheet() -> Doc:
    """物资发放配送单 and 物资库存表."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.footer_distance = Cm(0.8)
    set_in(document, 11, "{{ mark }}", WIDTH)
    _title(document)
    document.add_paragraph("{{ form.number }}").alignment = RIGHT
    _looped(document, "form.facts", FACTS)
    document.add_paragraph()
    _looped(document, "form.rows", COLUMNS, [f"{{{{ form.heads[{at}] }}}}" for at in range(6)])
    document.add_paragraph("{{ form.closing }}").paragraph_format.space_before = Pt(6)
    signs = document.add_paragraph("\t".join(f"{{{{ form.signs[{at}] }}}}" for at in range(3)))
    signs.paragraph_format.space_before = Pt(18)
    for at in (1, 2):
        signs.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH / 3 * at))
    return document


def _title(document: Doc) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    run = paragraph.add_run("{{ form.title }}")
    run.font.size, run.font.bold, run.font.name = Pt(20), True, "黑体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "黑体")


def _looped(document: Doc, looped: str, widths: Sequence[float], heads: Sequence[str] = ()) -> None:
    """A table with a row for each entry of a list."""
    cells = [f"{{{{ one[{at}] }}}}" for at in range(len(widths))]
    rows = [
        *([heads] if heads else []),
        [f"{{%tr for one in {looped} %}}"],
        cells,
        ["{%tr endfor %}"],
    ]
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


if __name__ == "__main__":
    sheet().save(str(FILE))
