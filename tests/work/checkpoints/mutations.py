"""What becomes of codes on torn paper, under bad scanners and in the hands of forgers: one corpus for both readers.

`python -m tests.work.checkpoints.mutations` (with DJANGO_SETTINGS_MODULE=gridward.config.settings) writes
`tests/cases/mutations.json`, which `web/packages/rules` reads too: each text with what the reader in Python says of it.
"""

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gridward.work.checkpoints.rules.tokens import (
    PREFIX,
    TokenUnreadable,
    name_of,
    public_from,
    read_token,
)

CASES = Path(__file__).parents[2] / "cases"
FILE = CASES / "mutations.json"
SEED, EACH = 6, 16
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
STRANGE = "0189=+/ßıſ\u00a0\u2009\u3000\u200b\ufeff\u0000\u001c\u001d\u0085\u0149\U0001f600-_ \t"
BODY = 31

Draw = random.Random
Mutation = Callable[[Draw, str, str], str]


def cut(draw: Draw, one: str, other: str) -> str:
    """At either end, or a piece out of the middle."""
    start, end = sorted(draw.sample(range(len(one) + 1), 2))
    return draw.choice((one[:start], one[start:], one[:start] + one[end:], one[start:end]))


def glued(draw: Draw, one: str, other: str) -> str:
    """Two codes, or a part of one and another."""
    place = draw.randrange(len(one))
    return draw.choice((one + other, one[:place] + other, one + other[place:], one + one))


def strange(draw: Draw, one: str, other: str) -> str:
    """Some signs that no scanner sends, in it or in the place of its own."""
    for _ in range(draw.randrange(1, 4)):
        place = draw.randrange(len(one))
        one = one[:place] + draw.choice(STRANGE) + one[place + draw.randrange(2) :]
    return one


def typed(draw: Draw, one: str, other: str) -> str:
    """By hand: small letters, blanks, hyphens; it stays what it is."""
    letters = (letter.lower() if draw.random() < 0.5 else letter for letter in one)
    return "".join(
        letter + draw.choice(("", "", "", " ", "-", "\t", "\u3000")) for letter in letters
    )


def mistyped(draw: Draw, one: str, other: str) -> str:
    """Letters changed, turned round or twice there."""
    place = draw.randrange(len(one) - 1)
    changed = one[:place] + draw.choice(LETTERS) + one[place + 1 :]
    turned = one[:place] + one[place + 1] + one[place] + one[place + 2 :]
    return draw.choice((changed, turned, one[:place] + one[place] + one[place:-1]))


def flipped(draw: Draw, one: str, other: str) -> str:
    """A bit of what is signed or of the signature."""
    raw = bytearray(_raw(one))
    raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
    return _text(bytes(raw))


def spliced(draw: Draw, one: str, other: str) -> str:
    """The body of one pass under the signature of another; part of a body."""
    raw, foreign = _raw(one), _raw(other)
    place = draw.choice((BODY, draw.randrange(5, BODY), draw.randrange(BODY, 95)))
    return _text(raw[:place] + foreign[place:])


def extreme(draw: Draw, one: str, other: str) -> str:
    """Numbers that no signature has."""
    half = [bytes(32), b"\xff" * 32, b"\x00" * 31 + b"\x01", _raw(one)[BODY : BODY + 32]]
    return _text(_raw(one)[:BODY] + draw.choice(half) + draw.choice(half))


KINDS: tuple[Mutation, ...] = (*(cut, glued, strange, typed, mistyped, flipped, spliced, extreme),)


def corpus() -> list[dict[str, Any]]:
    """Each text once, with how it came to be and what is said of it."""
    told = json.loads((CASES / "tokens.json").read_text("utf-8"))
    keys = {name_of(key): key for one in told["keys"] if (key := public_from(bytes.fromhex(one)))}
    good = [one["text"] for one in told["cases"] if "says" in one and len(one["text"]) == 155]
    draw = Draw(SEED)
    texts = {
        kind(draw, *draw.sample(good, 2)): kind.__name__ for kind in KINDS for _ in range(EACH)
    }
    return [{"kind": kind, "text": text, **_said(text, keys)} for text, kind in texts.items()]


def written() -> str:
    """The file, one case a line."""
    rows = [json.dumps(one, ensure_ascii=True) for one in corpus()]
    return '{\n  "cases": [\n    ' + ",\n    ".join(rows) + "\n  ]\n}\n"


def _said(text: str, keys: Any) -> dict[str, Any]:
    try:
        return {"pass": str(read_token(text, keys).id)}
    except TokenUnreadable as refused:
        return {"fault": refused.fault.value}


def _raw(text: str) -> bytes:
    return base64.b32decode(text.removeprefix(PREFIX))


def _text(raw: bytes) -> str:
    return PREFIX + base64.b32encode(raw).decode()


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
