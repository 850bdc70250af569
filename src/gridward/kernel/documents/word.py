"""Word files by docxtpl: a template .docx and plain data in, bytes out.

Data are escaped, so a name such as `{{ x }}` or `<w:p/>` is printed as it is. The fonts are named, not embedded: Word
and WPS draw rare characters with the fonts of the reader's machine.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from gridward.kernel.documents.characters import clean


def docx(template: Path, data: Mapping[str, Any]) -> bytes:
    """Fill the template with these data as a Word file; the first loads docxtpl and lxml, some 10 MB."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(clean(data), autoescape=True)
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()
