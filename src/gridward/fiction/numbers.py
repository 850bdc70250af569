"""Invented numbers that pass every formal check and belong to nobody.

Identity numbers and credit codes lie in area 360199, which was never assigned. Mobile numbers lie
in segments that no operator had given to subscribers; plates and travel documents are merely
invented. A clerk serves one grid and never gives a number twice, and clerks of different grids
never give the same one, so grids can be drawn one at a time.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

AREA = "360199"
_SEGMENTS = ("154", "160", "161", "163", "164", "168", "169", "179")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # a plate has neither I nor O
_SERIALS = 20  # serial numbers of a day that one clerk may give: ten to men, ten to women
_PHONES = 2_000_000
_PLATES = 11_000
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714


class Clerk:
    """Gives numbers; `desk` is 0 to 48, one for each base grid."""

    def __init__(self, desk: int) -> None:
        self._desk = desk
        self._births: Counter[tuple[date, str]] = Counter()
        self._given: Counter[str] = Counter()

    def identity_number(self, birth: date, sex: str) -> tuple[date, str]:
        """A number for a birth on this day, or on the last day before that has one left."""
        while self._births[birth, sex] == _SERIALS // 2:
            birth -= timedelta(days=1)
        order = self._births[birth, sex]
        self._births[birth, sex] += 1
        serial = self._desk * _SERIALS + 2 * order + (1 if sex == "male" else 2)
        body = f"{AREA}{birth:%Y%m%d}{serial:03d}"
        return birth, body + mod_11_2.calc_check_digit(body)

    def mobile(self) -> str:
        """A mobile number of eleven digits."""
        index = self._desk * _PHONES + self._next("mobile")
        rest, segment = divmod(_scatter(index, len(_SEGMENTS) * 10**8), len(_SEGMENTS))
        return f"{_SEGMENTS[segment]}{rest:08d}"

    def plate(self, rng: Random) -> str:
        """A plate of Nanchang; one in five is a new-energy plate."""
        index = _scatter(self._desk * _PLATES + self._next("plate"), 576_000)
        letters, digits = divmod(index, 1000)
        first, second = divmod(letters, len(_LETTERS))
        if rng.random() < 0.2:
            return f"赣A{'DFA'[second // 10]}{_LETTERS[first]}{second % 10}{digits:03d}"
        return f"赣A{_LETTERS[first]}{_LETTERS[second]}{digits:03d}"

    def travel_document(self, kind: str) -> str:
        """A Hong Kong or Macao permit, a Taiwan permit or a foreign passport."""
        index = _scatter(self._desk * 10_000 + self._next("travel"), 10**6)
        form = {
            "hk_macao_permit": "H00{:06d}",
            "taiwan_permit": "00{:06d}",
            "passport": "X00{:06d}",
        }
        return form[kind].format(index)

    def credit_code(self, prefix: str) -> str:
        """A credit code; `prefix` is the department and the category, such as 91 or N2."""
        organisation = f"{self._desk:02d}{_scatter(self._next('credit'), 10**6):06d}"
        body = prefix + AREA + organisation + _organisation_check(organisation)
        return body + uscc.calc_check_digit(body)

    def _next(self, kind: str) -> int:
        self._given[kind] += 1
        return self._given[kind]


def _scatter(index: int, modulus: int) -> int:
    """A bijection of 0..modulus-1 that hides the order in which numbers were given."""
    return (index * 618_033_989 + 271_828_183) % modulus


def _organisation_check(organisation: str) -> str:
    total = sum(
        int(digit) * weight
        for digit, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def old_form(identity_number: str) -> str:
    """The 15 digits that papers before 1999 show; only for births of the twentieth century."""
    return identity_number[:6] + identity_number[8:17]
