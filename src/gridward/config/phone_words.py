"""Words that the phones share with the server, read without a signal: what orders and gates are said as."""

import json
from collections.abc import Mapping
from typing import Any

from gridward.kernel.texts import catalogue

SHARED: Mapping[str, Mapping[str, str]] = {
    "orderWords": {"order.told.": "told", "word.order.": "", "word.staff.post.": "post"},
    "gateWords": {
        "gate.reason.": "reason",
        "word.gates.verdict.": "verdict",
        "word.gates.code.": "code",
        "word.gates.pass.": "pass",
    },
}
"""Files of the field app; beginnings of keys in the catalogues of the server, and what they are under on phones."""


def words(file: str, language: str) -> str:
    """One language's file for the field app, `locales/<language>/<file>.json`."""
    found: dict[str, Any] = {}
    for key, text in catalogue(language).items():
        for begin, under in SHARED[file].items():
            if key.startswith(begin):
                _put(found, f"{under}.{key.removeprefix(begin)}".lstrip("."), text)
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _put(tree: dict[str, Any], key: str, text: str) -> None:
    *path, last = key.split(".")
    for name in path:
        tree = tree.setdefault(name, {})
    if isinstance(tree.get(last), Mapping):
        raise ValueError(f"{key} is a word and a group of words")
    tree[last] = text
