"""Which characters a font can draw, and what is printed for one that no font here has.

Chinese names use characters of all blocks of GB 18030-2022. No free font has them all: after Noto comes HanaMinB,
then whatever the machine has installed. What is still missing is printed as its code point in marks that the page
draws as a box, `⟦U+30EDE⟧`, never as a silent blank.
"""

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_UNDRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def clean(data: Any) -> Any:
    """The same data without what neither XML nor JSON can say: control characters, lone surrogates, noncharacters."""
    if isinstance(data, str):
        return "".join(letter for letter in data if letter == "\n" or not _unsayable(letter))
    if isinstance(data, Mapping):
        return {str(key): clean(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [clean(value) for value in data]
    return data


def _unsayable(letter: str) -> bool:
    kind = unicodedata.category(letter)
    if kind == "Cn":
        return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    return kind in ("Cc", "Cs")


def letters(data: Any) -> set[str]:
    """Every character of every text in the data that needs a glyph."""
    if isinstance(data, str):
        return {letter for letter in set(data) if needs_glyph(letter)}
    values = data.values() if isinstance(data, Mapping) else data
    if isinstance(data, Mapping | list | tuple):
        return set().union(*(letters(value) for value in values))
    return set()


def needs_glyph(letter: str) -> bool:
    """Whether a reader would see this character: blanks, controls and variation selectors are not seen."""
    if any(ord(letter) in span for span in _SELECTORS):
        return False
    return unicodedata.category(letter) not in _UNDRAWN


def in_words(letter: str) -> str:
    """How a character is printed that no font here can draw."""
    return f"⟦{code_point(letter)}⟧"


def code_point(letter: str) -> str:
    """𠮷 → U+20BB7."""
    return f"U+{ord(letter):04X}"


def said(data: Any, missing: Iterable[str]) -> Any:
    """The same data with each of the missing characters said in words."""
    table = {ord(letter): in_words(letter) for letter in missing}
    return _translated(data, table) if table else data


def _translated(data: Any, table: Mapping[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, Mapping):
        return {key: _translated(value, table) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_translated(value, table) for value in data]
    return data


@cache
def drawn_by(font: Path, face: int = 0) -> frozenset[str]:
    """The characters that one face of a TrueType or OpenType file has glyphs for.

    Read from the format-12 table, which every font with characters beyond the first plane has; a file without one,
    or one that is no font, draws nothing.
    """
    try:
        return frozenset(chr(point) for span in _ranges(font.read_bytes(), face) for point in span)
    except (OSError, struct.error, ValueError):
        return frozenset()


def _ranges(content: bytes, face: int) -> Iterator[range]:
    start = struct.unpack_from(">I", content, 12 + 4 * face)[0] if content[:4] == b"ttcf" else 0
    for table in range(struct.unpack_from(">H", content, start + 4)[0]):
        tag, _, cmap, _ = struct.unpack_from(">4sIII", content, start + 12 + 16 * table)
        if tag == b"cmap":
            yield from _mapped(content, cmap)


def _mapped(content: bytes, cmap: int) -> Iterator[range]:
    for record in range(struct.unpack_from(">H", content, cmap + 2)[0]):
        place = cmap + struct.unpack_from(">I", content, cmap + 8 + 8 * record)[0]
        if struct.unpack_from(">H", content, place)[0] == 12:
            count = struct.unpack_from(">I", content, place + 12)[0]
            groups = content[place + 16 : place + 16 + 12 * count]
            for first, last, _ in struct.iter_unpack(">III", groups):
                yield range(first, last + 1)
            return
