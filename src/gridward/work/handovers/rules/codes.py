"""Codes, ids and digests of handovers: the phone computes the same (`web/apps/field/src/handover/codes.ts`).

`tests/cases/handovers.json` keeps the two equal.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gridward.work.handovers.terms import Counts, HandoverKind, KitFound

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for another when they are read out: no 0, 1, I, L, O."""
LENGTH = 8
VERSION = "GH1"
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_VERSION_8, _VARIANT = 0x80, 0x80


def is_code(text: str) -> bool:
    """Whether it is eight letters of the alphabet."""
    return _CODE.fullmatch(text) is not None


def id_of(gate: UUID, code: str) -> UUID:
    """The id of a handover: whoever knows gate and code knows it, so that both halves meet. A UUID of version 8."""
    raw = bytearray(hashlib.sha256(f"{gate}:{code}".encode()).digest()[:16])
    raw[6] = raw[6] & 0x0F | _VERSION_8
    raw[8] = raw[8] & 0x3F | _VARIANT
    return UUID(bytes=bytes(raw))


def digest_of(
    *,
    code: str,
    gate: UUID,
    kind: HandoverKind,
    since: datetime | None,
    at: datetime,
    counts: Counts,
    kit: Sequence[KitFound],
    keys: int,
    matters: Sequence[str],
    orders: Sequence[UUID],
    health: str,
    health_word: str,
    remarks: str,
    word: str,
    signature: str,
) -> str:
    """Hexadecimal of 16 bytes of SHA-256 over all that was signed, the signature too; times are whole seconds."""
    said = [
        *(VERSION, code, str(gate), kind.value, _second(since), _second(at)),
        list(counts.row()),
        [[one.name, one.expected, one.found, one.word] for one in kit],
        keys,
        list(matters),
        [str(one) for one in orders],
        *(str(health), health_word, remarks, word, signature),
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _second(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() // 1)
