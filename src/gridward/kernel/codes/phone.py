"""Telephone numbers of the mainland, Hong Kong, Macao and Taiwan, as rosters write them.

Kept as E.164 (`+8613800138000`), so that one number is found however it was written. A local
number without its area code is refused unless the caller knows the area; a number whose digits a
spreadsheet destroyed is never guessed.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from gridward.kernel.codes.cell import read_many
from gridward.kernel.codes.text import is_scientific, tidy_cell, whole_number
from gridward.kernel.problems import Problem

Kind = Literal["mobile", "landline", "service", "hong_kong", "macao", "taiwan"]

_LABEL = re.compile(
    r"^(?:联系|家庭|办公|固定)?(?:手机号码|手机号|手机|电话号码|电话|座机|固话|方式|TEL|PHONE|MOBILE)[:.]?"
)
_PUNCTUATION = str.maketrans("", "", "-.()·")
_CALLED = re.compile(r"\(?(?:\+|00)\(?(86|852|853|886)\)?-?(.*)")
_CALLED_WITHOUT_PLUS = re.compile(
    r"""\(?(86(?=\)?-?(?:0?1[3-9](?:-?\d){9}|0[1-9](?:-?\d){8,10})$)
          |852(?=\)?-?[2-9](?:-?\d){7}$)
          |853(?=\)?-?[268](?:-?\d){7}$)
          |886(?=\)?-?0?9(?:-?\d){8}$))\)?-?(.*)""",
    re.ASCII | re.VERBOSE,
)
_ABROAD: dict[str, tuple[Kind, re.Pattern[str]]] = {
    "852": ("hong_kong", re.compile(r"([2-9]\d{7})", re.ASCII)),
    "853": ("macao", re.compile(r"([268]\d{7})", re.ASCII)),
    "886": ("taiwan", re.compile(r"0?([2-9]\d{7,8})", re.ASCII)),
}
_MOBILE = re.compile(r"0?(1[3-9]\d{9})", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)
_LANDLINE = re.compile(
    r"""\(?(?P<area>0(?:10|2\d|[3-9]\d{2}))?\)?-?
        (?P<local>[2-9]\d{6,7})
        (?:(?:-|转|分机|EXT\.?|X|\#)(?P<extension>\d{1,6}))?""",
    re.ASCII | re.VERBOSE,
)
_WITHOUT_ZERO = re.compile(r"(?:10|2\d|[3-9]\d{2})(?P<hyphen>-?)[2-9]\d{6,7}(?!\d)", re.ASCII)


class PhoneProblem(Problem):
    """The text is not a telephone number; subclasses say why."""


class Empty(PhoneProblem):
    """Nothing was typed."""

    code = "phone.empty"


class LostDigits(PhoneProblem):
    """A spreadsheet shortened the number (1.38E+10); the digits are gone and are not guessed."""

    code = "phone.lost_digits"


class WrongCharacters(PhoneProblem):
    """Something else than a number; details: found (those characters)."""

    code = "phone.characters"


class WrongForm(PhoneProblem):
    """Digits, but neither a mobile nor a land line; details: found (digits counted)."""

    code = "phone.form"


class AreaCodeMissing(PhoneProblem):
    """A local number of seven or eight digits, and the caller does not know the area."""

    code = "phone.area_code_missing"


class LeadingZeroLost(PhoneProblem):
    """A land line whose area code lacks its 0, or a mistyped mobile: one cannot tell."""

    code = "phone.leading_zero_lost"


class UnknownCountry(PhoneProblem):
    """A number of another country than those this product calls."""

    code = "phone.country"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number one can call: `e164` identifies it, `display` is how people here write it."""

    e164: str = field(repr=False)
    kind: Kind
    display: str = field(repr=False)
    extension: str = ""


def parse(text: str | float, *, area_code: str = "") -> Phone:
    """Read one number, a local one with the `area_code` ("0791"); raises a PhoneProblem."""
    typed = _LABEL.sub("", tidy_cell(text))
    if not typed:
        raise Empty
    if is_scientific(typed):
        raise LostDigits
    country, number = _country(whole_number(typed))
    if country in _ABROAD:
        return _abroad(country, number)
    return _mainland(number, area_code, called_from_abroad=country == "86")


def parse_many(text: str | float, *, area_code: str = "") -> list[Phone | PhoneProblem]:
    """Every number of a cell or the problem in its place (`cell.read_many`).

    A land line lends its area code to the local numbers behind it ("0791-86123456/86123457").
    """
    area = area_code

    def read(piece: str) -> Phone:
        nonlocal area
        found = parse(piece, area_code=area)
        if found.kind == "landline":
            area = found.display.split("-")[0]
        return found

    return read_many(text, read, PhoneProblem)


def _country(typed: str) -> tuple[str, str]:
    """The country called and the number there; no country where none is written beyond doubt."""
    match = _CALLED.fullmatch(typed) or _CALLED_WITHOUT_PLUS.fullmatch(typed)
    if match:
        return match[1], match[2].replace("(0)", "0")
    if typed.startswith(("+", "(+", "00")):
        raise UnknownCountry
    return "", typed


def _abroad(country: str, number: str) -> Phone:
    kind, form = _ABROAD[country]
    plain = number.translate(_PUNCTUATION)
    match = form.fullmatch(plain)
    if not match:
        raise _refusal(plain)
    return Phone(f"+{country}{match[1]}", kind, f"+{country} {match[1]}")


def _mainland(number: str, area_code: str, *, called_from_abroad: bool) -> Phone:
    plain = number.translate(_PUNCTUATION)
    if mobile := _MOBILE.fullmatch(plain):
        return Phone(f"+86{mobile[1]}", "mobile", mobile[1])
    if _SERVICE.fullmatch(plain):
        return Phone(f"+86{plain}", "service", plain)
    without_zero = _WITHOUT_ZERO.match(number)
    if without_zero and (called_from_abroad or without_zero["hyphen"]):
        number = f"0{number}"
    match = _LANDLINE.fullmatch(number) or _LANDLINE.fullmatch(number.replace("-", ""))
    if not match:
        raise _refusal(plain)
    return _landline(match, area_code)


def _landline(match: re.Match[str], area_code: str) -> Phone:
    area, local, extension = match["area"] or area_code, match["local"], match["extension"] or ""
    if not area:
        raise AreaCodeMissing
    if len(area) == 3 and len(local) != 8:  # cities with short area codes have eight digits only
        raise WrongForm(found=len(area + local))
    display = "-".join(filter(None, (area, local, extension)))
    return Phone(f"+86{area[1:]}{local}", "landline", display, extension)


def _refusal(plain: str) -> PhoneProblem:
    if strange := re.sub(r"[0-9]", "", plain):
        return WrongCharacters(found=strange)
    if _WITHOUT_ZERO.fullmatch(plain):
        return LeadingZeroLost()
    return WrongForm(found=len(plain))
