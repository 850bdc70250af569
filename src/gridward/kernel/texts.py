"""Texts that people read, in catalogues: one TOML file per language in a folder `texts/` of the part that owns them.

A key is dotted, as the tables of the file nest: `problem.identity_number.length`. Chinese (zh-Hans) comes
first and is complete; English is second. A test compares the two catalogues and their placeholders.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

LANGUAGES = ("zh-Hans", "en")
DEFAULT_LANGUAGE = "zh-Hans"


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{key}.")
        else:
            yield key, str(value)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of one language, key to text; two parts that declare one key are refused with ValueError."""
    found: dict[str, str] = {}
    root = Path(str(files("gridward")))
    for path in sorted(root.glob(f"**/texts/{language}.toml")):
        for key, text in _flatten(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"text {key!r} is declared twice, the second time in {path}")
            found[key] = text
    return found


def say(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The text of a key with its placeholders filled; an unknown key raises KeyError."""
    texts = catalogue(language if language in LANGUAGES else DEFAULT_LANGUAGE)
    return texts[key].format_map(values)
