"""Makes the Word template of Annex 2, so that its source can be read and reviewed.

    .venv/bin/python -m ops.log_template

The layout is the founding document's. Tags in double braces and `{%p %}` are docxtpl's. A test compares the committed
file with what this makes.
"""

from pathlib import Path

from docx.document import Document as Doc
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from ops.form_templates import portrait

FILE = Path(__file__).resolve().parents[1] / "src/gridward/work/patrols/paper/annex2.docx"
WIDTH = 16.2
"""Of the text on A4, in centimetres."""
LABEL = 3.0
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
ROWS = (
    ("巡查时间", "{{ form.time }}", 1.2),
    ("工作情况", "{{ form.work }}", 5.2),
    ("处置情况", "{{ form.handling }}", 5.2),
    ("处置结果", "{{ form.result }}", 4.2),
)


def annex2() -> Doc:
    """网格工作日志."""
    document = portrait("{{ watermark }}", WIDTH)
    document.add_paragraph("{%p for form in forms %}")
    title = document.add_paragraph()
    title.alignment = CENTRE
    title.paragraph_format.page_break_before = True
    _face(title.add_run("网格工作日志"), "黑体", 20, bold=True)
    _place(document.add_paragraph())
    _table(document)
    document.add_paragraph("{{ form.revision }}").runs[0].font.size = Pt(9)
    _signatures(document)
    document.add_paragraph("{%p endfor %}")
    return document


def _place(line: Paragraph) -> None:
    """The line with the blanks for street, community and grid."""
    line.alignment = CENTRE
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(8)
    for number in range(3):
        line.add_run(f"　{{{{ form.places[{number}].name }}}}　").underline = True
        line.add_run(f"{{{{ form.places[{number}].word }}}}" + " " * (number < 2))


def _table(document: Doc) -> None:
    table = document.add_table(len(ROWS), 2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row, (label, text, height) in zip(table.rows, ROWS, strict=True):
        row.height = Cm(height)
        for cell, width in zip(row.cells, (LABEL, WIDTH - LABEL), strict=True):
            cell.width = Cm(width)
        row.cells[0].text, row.cells[1].text = label, text
        row.cells[0].paragraphs[0].alignment = CENTRE
        row.cells[0].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        row.cells[1].paragraphs[0].alignment = LEFT
        if label == "巡查时间":
            row.cells[1].vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _signatures(document: Doc) -> None:
    """网格员（签字） and 网格长（签字）, by name and time."""
    line = document.add_paragraph(
        "网格员（签字）：{{ form.worker.line }}\t网格长（签字）：{{ form.chiefs_line }}"
    )
    line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH / 2))
    line.paragraph_format.space_before = Pt(14)
    line.runs[0].font.size = Pt(10)


def _face(run: Run, face: str, size: int, *, bold: bool) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    run._element.rPr.rFonts.set(qn("w:hint"), "eastAsia")


if __name__ == "__main__":
    annex2().save(str(FILE))
