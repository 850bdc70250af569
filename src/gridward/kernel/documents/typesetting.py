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
import typst

from gridward.kernel.documents.characters import clean, code_point, drawn_by, letters, said
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

PACKAGE = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).resolve().parent / "fonts"
SERIF, SANS, RARE = "Noto Serif SC", "Noto Sans SC", "HanaMinB"
DRAWN_BY_THE_SHEET = frozenset("☑☒")
"""Set by `sheet.typ` from the fonts inside typst, where Noto has none."""


@dataclass(frozen=True)
class Faces:
    """Fonts for one document: typst's own handle, families in order of preference, and what none of them draws."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    missing: tuple[str, ...] = ()


def pdf(template: Path, data: Mapping[str, Any], language: str = DEFAULT_LANGUAGE) -> bytes:
    """Set the template, a file inside the package, with these data as a PDF.

    `data["watermark"]`, if there is one, stands lightly on every page. A character that no font of this machine has
    is printed as its code point in a box, and each page says so at its foot.
    """
    plain = clean(data)
    faces = faces_for(letters(plain))
    inputs = {
        "data": said(plain, faces.missing),
        "families": faces.families,
        "note": _note(faces.missing, language),
    }
    return typst.compile(
        str(template),
        root=str(PACKAGE),
        font_paths=faces.fonts,
        ignore_system_fonts=True,
        sys_inputs={name: orjson.dumps(value).decode() for name, value in inputs.items()},
    )


def faces_for(wanted: set[str]) -> Faces:
    """The shipped fonts, and where they lack a character also the fonts installed on this machine that have it."""
    shipped = _shipped()
    drawn = frozenset().union(DRAWN_BY_THE_SHEET, *(drawn_by(path) for path in _files()))
    lacking = {letter for letter in wanted if letter not in drawn}
    return _with_help(shipped, lacking) if lacking else shipped


def _with_help(shipped: Faces, lacking: set[str]) -> Faces:
    fonts = _installed()
    families = list(shipped.families)
    for font in sorted(fonts.fonts(), key=lambda one: (one.family, one.path or "")):
        drawn = lacking & drawn_by(Path(font.path), font.index) if font.path else set()
        if drawn:
            families.append(font.family)
            lacking = lacking - drawn
    return Faces(fonts, tuple(dict.fromkeys(families)), tuple(sorted(lacking)))


def _note(missing: Sequence[str], language: str) -> str:
    if not missing:
        return ""
    return say("document.missing", language, codes=" ".join(code_point(one) for one in missing))


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in FONTS.glob("*") if path.suffix in (".ttf", ".otf")))


@cache
def _shipped() -> Faces:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    here = {font.family for font in fonts.fonts()}
    return Faces(fonts, tuple(name for name in (SERIF, SANS, RARE) if name in here))


@cache
def _installed() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, font_paths=[str(FONTS)])
