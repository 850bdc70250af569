"""Documents that prove who a person is, besides and including the identity number: passports,
permits, cards.

Forms are those published for each document; only identity numbers, residence permits and the
permanent residence card of 2023 carry a check character, so the others can be well-formed and
still wrong.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from stdnum.iso7064 import mod_11_2

from gridward.kernel.codes import identity_number
from gridward.kernel.codes.text import is_long_float, is_scientific, tidy_cell, whole_number
from gridward.kernel.problems import Problem

Kind = Literal[
    "identity_card",  # 居民身份证
    "residence_permit",  # 港澳台居民居住证
    "hk_macao_permit",  # 港澳居民来往内地通行证
    "taiwan_permit",  # 台湾居民来往大陆通行证
    "permanent_residence_card",  # 外国人永久居留身份证, the old form and that of 2023
    "cn_passport",
    "foreign_passport",
]

_FORMS: dict[Kind, re.Pattern[str]] = {
    "identity_card": re.compile(r"(?!8[123]0000)[0-8]\d{16}[\dX]|\d{15}", re.ASCII),
    "residence_permit": re.compile(r"8[123]0000\d{11}[\dX]", re.ASCII),
    "hk_macao_permit": re.compile(r"[HM]\d{8}(?:\d{2})?", re.ASCII),
    "taiwan_permit": re.compile(r"\d{8}(?:\d{2})?", re.ASCII),
    "permanent_residence_card": re.compile(r"[A-Z]{3}\d{12}|9\d{16}[\dX]", re.ASCII),
    "cn_passport": re.compile(r"E[A-HJ-NP-Z0-9]\d{7}|G\d{8}", re.ASCII),
    "foreign_passport": re.compile(r"(?=[A-Z]*\d)[A-Z0-9]{5,17}", re.ASCII),
}
_SEPARATORS = str.maketrans("", "", "-.·()/")


class DocumentProblem(Problem):
    """The text is not a document's number; subclasses say why."""


class Empty(DocumentProblem):
    """Nothing was typed."""

    code = "document.empty"


class WrongForm(DocumentProblem):
    """The number does not look like one of this kind; details: kind."""

    code = "document.form"


class WrongCheckDigit(DocumentProblem):
    """The last character of a permanent residence card of 2023 does not follow from the others."""

    code = "document.check_digit"


class LostDigits(DocumentProblem):
    """A spreadsheet kept the number as a number and destroyed its later digits."""

    code = "document.lost_digits"


@dataclass(frozen=True, slots=True)
class Document:
    """A document's kind and its number in half width and upper case without separators."""

    kind: Kind
    number: str = field(repr=False)


def parse(text: str | float, kind: Kind, *, today: date = date.max) -> Document:
    """Read the number of a document of known kind; raises a DocumentProblem, or an
    IdentityNumberProblem for the two kinds with an identity number. `today` bounds the birth date
    in it; left out, no birth counts as future.
    """
    number = _number(text)
    if kind in ("identity_card", "residence_permit"):
        return _with_identity_number(text, kind, today)
    if not _FORMS[kind].fullmatch(number):
        raise WrongForm(kind=kind)
    if kind == "permanent_residence_card" and len(number) == 18 and not mod_11_2.is_valid(number):
        raise WrongCheckDigit
    return Document(kind, number)


def recognise(text: str | float) -> list[Kind]:
    """The kinds whose form the text has, the most telling first; check characters are not looked
    at.
    """
    try:
        number = _number(text)
    except DocumentProblem:
        return []
    return [kind for kind, form in _FORMS.items() if form.fullmatch(number)]


def _number(text: str | float) -> str:
    typed = tidy_cell(text)
    if is_long_float(typed) or is_scientific(typed):
        raise LostDigits
    number = whole_number(typed).translate(_SEPARATORS)
    if not number:
        raise Empty
    return number


def _with_identity_number(text: str | float, kind: Kind, today: date) -> Document:
    read = identity_number.parse(text, today=today)
    if (read.kind == "citizen") != (kind == "identity_card"):
        raise WrongForm(kind=kind)
    return Document(kind, read.number)
