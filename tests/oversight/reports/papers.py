"""What a printed form says: the text of a PDF, the tables of a Word file."""

from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.table import Table

from tests.kernel.documents.paper import pages, text

__all__ = ["cells", "pages", "text", "whole", "word"]


def word(content: bytes) -> Doc:
    """The Word file."""
    return Document(BytesIO(content))


def cells(table: Table) -> list[list[str]]:
    """The rows of a table; a merged cell comes once for each column it spans."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def whole(document: Doc) -> str:
    """All text of the body and the foot, lines joined."""
    parts = [one.text for one in document.paragraphs]
    parts += [text for table in document.tables for row in cells(table) for text in row]
    parts += [one.text for one in document.sections[0].footer.paragraphs]
    return "\n".join(parts)
