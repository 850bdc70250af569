"""What somebody typed into the one search box, read as everything that it may mean."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from unicodedata import normalize

from gridward.kernel.chinese import query_grams
from gridward.kernel.codes import credit_code, document, phone, plate
from gridward.kernel.codes.text import tidy
from gridward.kernel.problems import Problem

TAIL = 4
_LONGEST_LOCAL = 11
_SHORTEST_PLATE, _LONGEST_PLATE = 4, 10
_PIECES = re.compile(r"[0-9]+|[a-z]+|[^\W0-9a-z_]+", re.IGNORECASE)
_WHOLE_NUMBER = r"(?<![0-9]){}(?![0-9])"


@dataclass(frozen=True)
class Wanted:
    """The meanings of a query; empty where it cannot mean that.

    `documents` are canonical numbers, `phone` an E.164 number, `tail` the last digits of one (4
    and more), `plate` a whole plate,
    `plate_part` a part of one, `grams` pieces of a name, `credit_code` a whole code.
    """

    text: str = ""
    grams: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    phone: str = ""
    tail: str = ""
    plate: str = ""
    plate_part: str = ""
    credit_code: str = ""

    @property
    def address(self) -> str:
        """The text, when it may be part of an address: it has Chinese characters or parted digits.

        One character alone is a surname.
        """
        parted = any(sign in self.text for sign in "-# ") and any(map(str.isdigit, self.text))
        if self.plate:
            return ""
        return self.text if (not self.text.isascii() and len(self.text) > 1) or parted else ""


def read_query(text: str, area_code: str) -> Wanted:
    """Every meaning of a query; a whole plate has no other, not even a part of an address."""
    plain = " ".join(normalize("NFKC", text).split())
    key = tidy(plain)
    if whole_plate := _plate(key):
        return Wanted(text=plain, plate=whole_plate)
    whole_phone = _phone(plain, area_code)
    return Wanted(
        text=plain,
        grams=tuple(query_grams(plain) or ()),
        documents=_documents(key),
        phone=whole_phone,
        tail=_tail(key.replace("-", ""), whole_phone),
        plate_part=_plate_part(key),
        credit_code=_credit_code(key),
    )


@dataclass(frozen=True)
class AddressWanted:
    """What an address must hold: `words` in this order as `pattern` says, and so these entries of its index.

    3-2-501 finds 3栋2单元501室; a number is never found inside a longer one. `entries` are of the database's
    `register_address_pieces`: whole numbers and pairs of Chinese characters.
    """

    words: tuple[str, ...]
    entries: tuple[str, ...]
    pattern: str


def read_address(text: str) -> AddressWanted:
    """The words of a part of an address; none for a text that has none."""
    words = tuple(_PIECES.findall(text))
    entries: dict[str, None] = {}
    for word in words:
        if word.isdecimal():
            entries[word] = None
        elif not word.isascii():
            entries.update(dict.fromkeys(a + b for a, b in pairwise(word)))
    pattern = ".*?".join(_WHOLE_NUMBER.format(one) if one.isdecimal() else one for one in words)
    return AddressWanted(words, tuple(entries), pattern)


def plate_pieces(part: str) -> list[str]:
    """The entries of `register_plate_pieces` that a plate with this part has: four signs in a row each."""
    return [
        part[place : place + _SHORTEST_PLATE] for place in range(len(part) - _SHORTEST_PLATE + 1)
    ]


def _documents(key: str) -> tuple[str, ...]:
    """The number as typed, and as each kind of document that it may be writes it."""
    if not key.isascii() or len(key) < 5:
        return ()
    found = {key: None}
    for kind in document.recognise(key):
        with suppress(Problem):
            found[document.parse(key, kind, today=date.max).number] = None
    return tuple(found)


def _tail(digits: str, phone_number: str) -> str:
    """Digits that may end a number; none where they are a whole one already."""
    if not digits.isdecimal() or not TAIL <= len(digits) <= _LONGEST_LOCAL:
        return ""
    return "" if len(digits) == _LONGEST_LOCAL and phone_number.endswith(digits) else digits


def _phone(text: str, area_code: str) -> str:
    with suppress(Problem):
        return phone.parse(text, area_code=area_code).e164
    return ""


def _plate(key: str) -> str:
    with suppress(Problem):
        return plate.parse(key).number
    return ""


def _plate_part(key: str) -> str:
    """Four to ten signs with a digit, the first of them perhaps that of a province; longer numbers are other things."""
    plain = key.replace("·", "").replace("-", "")
    serial = plain[1:] if plain[:1].isalpha() and not plain[:1].isascii() else plain
    telling = serial.isascii() and serial.isalnum() and any(map(str.isdigit, serial))
    return plain if telling and _SHORTEST_PLATE <= len(plain) <= _LONGEST_PLATE else ""


def _credit_code(key: str) -> str:
    with suppress(Problem):
        return credit_code.parse(key).number
    return ""
