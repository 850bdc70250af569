"""Chinese characters as people mistake them: one sound, nearly one sound, one look.

A sound is written as one character of the private area for each character of the text, so texts of one sound are equal
and stay as long as they were. Readings are pypinyin's table, the likeliest of each character; surnames that are read
otherwise stand in `dated/names.yaml`. Simplified forms are OpenCC's.
"""

import importlib.util
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from unicodedata import normalize

import opencc
import yaml

DATED = Path(__file__).parent / "dated"

_PRIVATE = 0xE000
_SEPARATOR = "\x1f"
_LONGEST = 60
"""Characters of a name that are read."""
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0302\u0304\u030c"}
_ACCENTS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^([zcs])h", r"\1"),
        (r"^l", "n"),
        (r"^hu(?=.)", "w"),
        (r"^f", "h"),
        (r"([aei])ng$", r"\1n"),
    )
)
"""What southern tongues and telephones run together: zh z, ch c, sh s; n l; hu w; f h; the finals -ng and -n."""


def folded(names: Iterable[str]) -> list[str]:
    """Names without width, case, spaces, dots and traditional forms; "" for words that name nobody."""
    given = (name[:_LONGEST].replace(_SEPARATOR, "") for name in names)
    plain = _together(given, lambda text: normalize("NFKC", text).upper().translate(_folding()))
    return ["" if _names_nobody(name) else name for name in plain]


def sounds(names: Iterable[str]) -> list[str]:
    """How folded names sound, a private character for each of theirs; the first is read as a surname."""
    given, table, surnames = list(names), _sounds(), _surname_sounds()
    plain = _together(given, lambda text: text.translate(table))
    return [
        surnames[name[0]] + sound[1:] if name[:1] in surnames else sound
        for name, sound in zip(given, plain, strict=True)
    ]


def accented(sounded: Iterable[str]) -> list[str]:
    """Sounds with those run together that are often confused (`_ACCENTS`)."""
    return _together(sounded, lambda text: text.translate(_accents()))


def look_alikes(name: str) -> list[str]:
    """The name with one character replaced by one that looks like it, in every way there is."""
    table = _looks()
    return [
        name[:place] + other + name[place + 1 :]
        for place, character in enumerate(name)
        for other in table.get(character, ())
    ]


def _together(texts: Iterable[str], work: Callable[[str], str]) -> list[str]:
    """Texts worked upon as one, which is many times faster."""
    given = list(texts)
    return work(_SEPARATOR.join(given)).split(_SEPARATOR)[: len(given)]


@cache
def _folding() -> dict[int, str | None]:
    lone = {ord(mark): None for mark in " \t\r\n\u3000·•・‧∙⋅˙.-_'\"*()（）[]【】"}
    readable = "\n".join(chr(int(code)) for code in _readings())
    simplified = opencc.OpenCC("t2s").convert(readable)
    pairs = zip(readable.split("\n"), simplified.split("\n"), strict=True)
    return lone | {ord(old): new for old, new in pairs if old != new}


@cache
def _nobody() -> frozenset[str]:
    return frozenset(_names()["names_nobody"])


def _names_nobody(name: str) -> bool:
    return name in _nobody() or not any(character.isalpha() for character in name)


@cache
def _names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load((DATED / "names.yaml").read_text("utf-8"))
    return found


@cache
def _readings() -> dict[str, str]:
    """Code point to readings; read as a file, since importing pypinyin loads its phrases too."""
    package = importlib.util.find_spec("pypinyin")
    folders = package.submodule_search_locations if package else None
    found: dict[str, str] = json.loads(
        Path((folders or [""])[0], "pinyin_dict.json").read_text("utf-8")
    )
    return found


@cache
def _syllables() -> dict[int, str]:
    """Of each code point the likeliest syllable, without tone, ü as v."""
    return {
        int(code): normalize("NFD", listed.split(",")[0]).translate(_TONES).replace("u\u0308", "v")
        for code, listed in _readings().items()
    }


@cache
def _signs() -> dict[str, str]:
    """A private character for each syllable."""
    named = set(_syllables().values()) | set(_names()["surnames"].values())
    return {syllable: chr(_PRIVATE + place) for place, syllable in enumerate(sorted(named))}


@cache
def _sounds() -> dict[int, str]:
    signs = _signs()
    return {code: signs[syllable] for code, syllable in _syllables().items()}


@cache
def _surname_sounds() -> dict[str, str]:
    signs = _signs()
    return {surname: signs[read] for surname, read in _names()["surnames"].items()}


@cache
def _accents() -> dict[int, str]:
    """Of each sound the first of those that it is run together with."""
    first: dict[str, str] = {}
    return {
        ord(sign): first.setdefault(_without_accent(syllable), sign)
        for syllable, sign in _signs().items()
    }


def _without_accent(syllable: str) -> str:
    for pattern, plain in _ACCENTS:
        syllable = pattern.sub(plain, syllable)
    return syllable


@cache
def _looks() -> dict[str, tuple[str, ...]]:
    """Of each character those of its lines in `dated/look_alike.txt`, both ways."""
    found: dict[str, set[str]] = {}
    for line in (DATED / "look_alike.txt").read_text("utf-8").splitlines():
        first, *others = line.split() if not line.startswith("#") else [""]
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {character: tuple(sorted(others - {character})) for character, others in found.items()}
