"""Entries: who or what passes, as phones and the server compare it without its number.

`web/packages/rules/src/watchList.ts` is the twin; `tests/cases/normal.json` keeps the normal forms equal.
"""

import hmac
from datetime import date

from gridward.kernel.codes import identity_number, phone, plate
from gridward.kernel.problems import Problem
from gridward.work.passages.terms import EntryKind

ENTRY_BYTES = 16


def entry_of(key: bytes, kind: EntryKind, typed: str) -> bytes | None:
    """The first 16 bytes of an HMAC-SHA-256 of `<kind>:<normal form>`; None for what cannot be read as its kind."""
    try:
        normal = _normal(kind, typed)
    except Problem:
        return None
    return hmac.digest(key, f"{kind.value}:{normal}".encode(), "sha256")[:ENTRY_BYTES]


def _normal(kind: EntryKind, typed: str) -> str:
    """As phones make it: they do not look for births in the future."""
    if kind is EntryKind.IDENTITY:
        return identity_number.parse(typed, today=date.max).number
    return phone.parse(typed).e164 if kind is EntryKind.PHONE else plate.parse(typed).number
