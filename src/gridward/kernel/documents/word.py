"""Word files by docxtpl: a template .docx and plain data in, bytes out.

Data are escaped, so a name such as `{{ x }}` or `<w:p/>` is printed as it is. The fonts are named, not embedded: Word
and WPS draw rare characters with the fonts of the reader's machine.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from gridward.kernel.documents.characters import clean
from gridward.kernel.drill import mark_words


def docx(template: Path, data: Mapping[str, Any]) -> bytes:
    """Fill the template with these data as a Word file; the first loads docxtpl and lxml, some 10 MB."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(clean(data), autoescape=True)
    _mark(document.docx)
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


def _mark(document: Any) -> None:
    """The paper of a drill says so at the head of each page."""
    words = mark_words()
    for section in document.sections if words else ():
        for header in (section.header, section.first_page_header, section.even_page_header):
            header.is_linked_to_previous = False
            line = header.paragraphs[0].insert_paragraph_before()
            line.add_run(words).bold = True
