"""PDF by typst: a template file and plain data in, bytes out.

Data go in as JSON and are never markup, so a name such as `#panic()` is printed as it is. Templates may read files
of the package only, and nothing is downloaded. Pages, fonts and watermark come from `/kernel/documents/sheet.typ`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from gridward.kernel.documents.characters import clean, code_point, drawn_by, letters, said
from gridward.kernel.documents.press import FONTS, Order, elsewhere, fonts, press
from gridward.kernel.drill import mark_words
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

PACKAGE = Path(__file__).resolve().parents[2]
SERIF, SANS, RARE = "Noto Serif SC", "Noto Sans SC", "HanaMinB"
LARGE = 16_000
"""From this many characters of data on (about ten household forms) a document is pressed in a process of its own."""
DRAWN_BY_THE_SHEET = frozenset("☑☒")
"""Set by `sheet.typ` from the fonts inside typst, where Noto has none."""


@dataclass(frozen=True)
class Faces:
    """Fonts of one document: families in order of preference, whether the machine's are among them, what none draws."""

    families: tuple[str, ...]
    installed: bool = False
    missing: tuple[str, ...] = ()


def pdf(template: Path, data: Mapping[str, Any], language: str = DEFAULT_LANGUAGE) -> bytes:
    """Set the template, a file inside the package, with these data as a PDF.

    The paper of a drill says so at the head of each page. `data["watermark"]`, if there is one, stands lightly on every
    page. A character that no font of this machine has is printed as its code point in a box, and each page says so at
    its foot.
    """
    plain = clean(data)
    faces = faces_for(letters(plain))
    inputs = {
        "data": said(plain, faces.missing),
        "families": faces.families,
        "note": _note(faces.missing, language),
        "mark": mark_words(),
    }
    texts = {name: orjson.dumps(value).decode() for name, value in inputs.items()}
    order = Order(str(template), str(PACKAGE), faces.installed, texts)
    return elsewhere(order) if len(texts["data"]) > LARGE else press(order)


def faces_for(wanted: set[str]) -> Faces:
    """The shipped fonts, and where they lack a character also the fonts installed on this machine that have it."""
    lacking = wanted - _drawn_by_shipped()
    return _with_help(lacking) if lacking else _shipped()


def _with_help(lacking: set[str]) -> Faces:
    families = list(_shipped().families)
    for font in sorted(fonts(installed=True).fonts(), key=lambda one: (one.family, one.path or "")):
        drawn = lacking & drawn_by(Path(font.path), font.index) if font.path else set()
        if drawn:
            families.append(font.family)
            lacking = lacking - drawn
    return Faces(tuple(dict.fromkeys(families)), True, tuple(sorted(lacking)))


def _note(missing: Sequence[str], language: str) -> str:
    if not missing:
        return ""
    return say("document.missing", language, codes=" ".join(code_point(one) for one in missing))


@cache
def _shipped() -> Faces:
    here = {font.family for font in fonts(installed=False).fonts()}
    return Faces(tuple(name for name in (SERIF, SANS, RARE) if name in here))


@cache
def _drawn_by_shipped() -> frozenset[str]:
    files = (path for path in FONTS.glob("*") if path.suffix in (".ttf", ".otf"))
    return DRAWN_BY_THE_SHEET.union(*(drawn_by(path) for path in files))
