"""Files that are made: their kinds, as HTTP names them, and names that every system takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gridward.kernel.sheets.leaving_xlsx import MEDIA_TYPE

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": MEDIA_TYPE,
}
"""By the ending of a file."""
_REFUSED = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


class PaperFormat(StrEnum):
    """Kinds of file; the value is the ending."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def content_type(self) -> str:
        """As HTTP names it."""
        return MEDIA_TYPES[self]


@dataclass(frozen=True)
class Printed:
    """A document that was let go."""

    file_name: str
    format: PaperFormat
    content: bytes

    @classmethod
    def named(cls, name: str, format_: PaperFormat, content: bytes) -> "Printed":
        """With its ending, and without signs that a file's name may not have."""
        return cls(f"{name.translate(_REFUSED)}.{format_.value}", format_, content)
