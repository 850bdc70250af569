"""Makes the Word template of minutes and bulletins, so that its source can be read and reviewed.

    .venv/bin/python -m ops.meeting_template

Tags in double braces and `{%p %}` are docxtpl's. A test compares the committed file with what this makes.
"""

from pathlib import Path

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run
from ops.form_templates import grid, portrait, write

FILE = Path(__file__).resolve().parents[1] / "src/gridward/work/meetings/paper/meeting.docx"
WIDTH = 16.2
"""Of the text on A4, in centimetres."""
LABEL = 3.2
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def meeting() -> Doc:
    """A title, facts in two columns, sections of sentences, who signed."""
    document = portrait("{{ foot }}", WIDTH)
    title = document.add_paragraph()
    title.alignment = CENTRE
    _face(title.add_run("{{ title }}"), "黑体", 20, bold=True)
    below = document.add_paragraph("{{ subtitle }}")
    below.alignment = CENTRE
    below.paragraph_format.space_after = Pt(6)
    _each(document, "note in notes", "{{ note }}", Pt(0))
    _facts(document)
    document.add_paragraph("{%p for section in sections %}")
    head = document.add_paragraph()
    head.paragraph_format.space_before = Pt(8)
    head.paragraph_format.keep_with_next = True
    _face(head.add_run("{{ section.title }}"), "黑体", 12, bold=True)
    _each(document, "line in section.lines", "{{ line }}", Pt(24))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for line in signed %}")
    document.add_paragraph("{{ line }}").alignment = RIGHT
    document.add_paragraph("{%p endfor %}")
    return document


def _each(document: Doc, loop: str, words: str, indent: Pt) -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    paragraph = document.add_paragraph(words)
    paragraph.paragraph_format.first_line_indent = indent
    paragraph.paragraph_format.line_spacing = 1.4
    document.add_paragraph("{%p endfor %}")


def _facts(document: Doc) -> None:
    table = grid(document, 3, (LABEL, WIDTH - LABEL))
    table.cell(0, 0).text = "{%tr for fact in facts %}"
    for cell, words in zip(table.rows[1].cells, ("{{ fact[0] }}", "{{ fact[1] }}"), strict=True):
        write(cell, words, LEFT)
    table.cell(2, 0).text = "{%tr endfor %}"


def _face(run: Run, name: str, size: float, *, bold: bool = False) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, name
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)


def main() -> None:
    """Write the template."""
    meeting().save(str(FILE))


if __name__ == "__main__":
    main()
