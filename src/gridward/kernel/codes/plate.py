"""Vehicle plates (机动车号牌, GA 36-2018; military, armed-police and emergency plates by their
usual forms).
"""

import re
from dataclasses import dataclass
from typing import Literal

from gridward.kernel.codes.cell import read_many
from gridward.kernel.codes.text import tidy
from gridward.kernel.problems import Problem

Kind = Literal[
    "ordinary", "new_energy_small", "new_energy_large", "learner", "police", "trailer",
    "hong_kong", "macao", "consulate", "oversize", "embassy",
    "armed_police", "military", "emergency", "temporary",
]  # fmt: skip
Energy = Literal["electric", "hybrid"]

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_OFFICE = rf"[{_PROVINCES}][A-HJ-NP-Z]"
_SIGN = "[A-HJ-NP-Z0-9]"
_ELECTRIC = "DABCE"
_HYBRID = "FGHJK"
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("ordinary", rf"{_OFFICE}{_SIGN}{{5}}"),
    ("new_energy_small", rf"{_OFFICE}[{_ELECTRIC}{_HYBRID}]{_SIGN}\d{{4}}"),
    ("new_energy_large", rf"{_OFFICE}\d{{5}}[{_ELECTRIC}{_HYBRID}]"),
    ("learner", rf"{_OFFICE}{_SIGN}{{4}}学"),
    ("police", rf"{_OFFICE}{_SIGN}{{4}}警"),
    ("trailer", rf"{_OFFICE}{_SIGN}{{4}}挂"),
    ("hong_kong", rf"{_OFFICE}{_SIGN}{{4}}港"),
    ("macao", rf"{_OFFICE}{_SIGN}{{4}}澳"),
    ("consulate", rf"{_OFFICE}{_SIGN}{{4}}领"),
    ("oversize", rf"{_OFFICE}{_SIGN}{{4}}超"),
    ("embassy", r"使\d{6}|\d{6}使"),
    ("armed_police", rf"WJ[{_PROVINCES}]?\d{{4}}[0-9TDSHBXJ]"),
    ("military", r"(?!WJ)[A-Z]{2}\d{5}"),
    ("emergency", rf"{_OFFICE}{_SIGN}{{4,5}}应急"),
)
_KINDS = tuple((kind, re.compile(form, re.ASCII)) for kind, form in _FORMS)
_SEPARATORS = str.maketrans("", "", "·•・.-_|*:")
_CONFUSED = re.compile(rf"[{_PROVINCES}][A-Z0-9]*[IO]")
_LONGEST_TEMPORARY = 20


class PlateProblem(Problem):
    """The text is not a plate; subclasses say why."""


class Empty(PlateProblem):
    """Nothing was typed."""

    code = "plate.empty"


class ConfusedLetters(PlateProblem):
    """I or O on a civil plate, where only 1 and 0 are used."""

    code = "plate.confused_letters"


class UnknownForm(PlateProblem):
    """No form of plate fits; details: text (as tidied)."""

    code = "plate.unknown_form"


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: `number` without separators, e.g. 赣A12345.

    `energy` is `electric`, `hybrid` (which includes fuel cells: 非纯电动), or None where the
    plate does not tell.
    """

    number: str
    kind: Kind
    energy: Energy | None = None

    @property
    def display(self) -> str:
        """As on the vehicle, with the dot behind the issuing office: 赣A·12345."""
        if self.number[0] in _PROVINCES and self.kind != "temporary":
            return f"{self.number[:2]}·{self.number[2:]}"
        return self.number


def parse(text: str) -> Plate:
    """Read one plate with any separators, in any case and width; raises a PlateProblem."""
    number = tidy(text).translate(_SEPARATORS)
    if not number:
        raise Empty
    if "临" in number and len(number) <= _LONGEST_TEMPORARY:
        return Plate(number, "temporary")
    for kind, form in _KINDS:
        if form.fullmatch(number):
            return Plate(number, kind, _energy(number, kind))
    if _CONFUSED.match(number):
        raise ConfusedLetters
    raise UnknownForm(text=number[:_LONGEST_TEMPORARY])


def parse_many(text: str) -> list[Plate | PlateProblem]:
    """Every plate of a cell or the problem in its place (`cell.read_many`)."""
    return read_many(text, parse, PlateProblem)


def _energy(number: str, kind: Kind) -> Energy | None:
    if kind not in ("new_energy_small", "new_energy_large"):
        return None
    letter = number[2] if kind == "new_energy_small" else number[-1]
    return "electric" if letter in _ELECTRIC else "hybrid"
