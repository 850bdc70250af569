"""Unified social credit codes of organisations (统一社会信用代码, GB 32100-2015).

Eighteen characters of 31 (no I O Z S V): the registering department, the category, six digits of
the area, the nine of the organisation code (GB 11714), one check character. Codes of collective
economic bodies begin with N, which python-stdnum's `validate` refuses; only its check character
is used here.
"""

import re
from dataclasses import dataclass

from stdnum.cn import uscc

from gridward.kernel.codes.text import (
    is_long_float,
    is_scientific,
    looks_rounded,
    tidy_cell,
    whole_number,
)
from gridward.kernel.problems import Problem

KNOWN_DEPARTMENTS = "123456789ANY"

_ALPHABET = "0-9A-HJ-NP-RTUWXY"
_FORM = re.compile(rf"[{_ALPHABET}]{{2}}\d{{6}}[{_ALPHABET}]{{10}}", re.ASCII)
_STRANGE = re.compile(rf"[{_ALPHABET}]")
_SEPARATORS = str.maketrans("", "", "-.·")
_OLD_REGISTRATION = re.compile(r"\d{15}|\d{13}", re.ASCII)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0X987654321"  # by the weighted sum modulo 11


class CreditCodeProblem(Problem):
    """The text is not a unified social credit code; subclasses say why."""


class Empty(CreditCodeProblem):
    """Nothing was typed."""

    code = "credit_code.empty"


class WrongLength(CreditCodeProblem):
    """Not 18 characters; details: found (characters counted)."""

    code = "credit_code.length"


class OldRegistrationNumber(CreditCodeProblem):
    """The 15 digits (13 before 2007) of a business registration, which the unified code has
    replaced.
    """

    code = "credit_code.old_registration"


class WrongCharacters(CreditCodeProblem):
    """A character outside the alphabet, such as I O Z S V; details: found (those characters)."""

    code = "credit_code.characters"


class WrongArea(CreditCodeProblem):
    """Places 3 to 8 are not six digits; details: found (those places)."""

    code = "credit_code.area"


class WrongCheckCharacter(CreditCodeProblem):
    """The last character does not follow from the others."""

    code = "credit_code.check_character"


class LostDigits(CreditCodeProblem):
    """A spreadsheet kept an all-digit code as a number: the digits after the fifteenth are gone."""

    code = "credit_code.lost_digits"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A credit code that passes the standard's check.

    `number` has 18 characters. `warnings` holds codes out of `department` (not in the standard's
    list as known here), `organisation_code` (the inner check of GB 11714 fails) and `rounded`
    (valid, but shaped as if a spreadsheet had rounded it); their sentences stand under
    `warning.credit_code`.
    """

    number: str
    warnings: tuple[str, ...] = ()

    @property
    def department(self) -> str:
        """The registering department's character; names stand under `credit_code.department`."""
        return self.number[0]

    @property
    def category(self) -> str:
        """The kind of organisation within its department, e.g. 1 enterprise of department 9."""
        return self.number[1]

    @property
    def area(self) -> str:
        """Six digits of the division that registered it."""
        return self.number[2:8]

    @property
    def organisation_code(self) -> str:
        """The nine characters of GB 11714."""
        return self.number[8:17]


def parse(text: str | float) -> CreditCode:
    """Read a credit code as people and spreadsheets write it; raises a CreditCodeProblem."""
    typed = tidy_cell(text)
    if is_scientific(typed) or is_long_float(typed):
        raise LostDigits
    number = whole_number(typed).translate(_SEPARATORS)
    _check_form(number)
    if number[17] != uscc.calc_check_digit(number[:17]):
        raise LostDigits if looks_rounded(number) else WrongCheckCharacter
    return CreditCode(number, _warnings(number))


def _check_form(number: str) -> None:
    if not number:
        raise Empty
    if _OLD_REGISTRATION.fullmatch(number):
        raise OldRegistrationNumber
    if strange := _STRANGE.sub("", number):
        raise WrongCharacters(found=strange)
    if len(number) != 18:
        raise WrongLength(found=len(number))
    if not _FORM.fullmatch(number):
        raise WrongArea(found=number[2:8])


def _warnings(number: str) -> tuple[str, ...]:
    found = {
        "department": number[0] not in KNOWN_DEPARTMENTS,
        "organisation_code": not _organisation_code_passes(number[8:17]),
        "rounded": looks_rounded(number),
    }
    return tuple(name for name, applies in found.items() if applies)


def _organisation_code_passes(code: str) -> bool:
    """GB 11714: letters count A=10 to Z=35; 11 minus the weighted sum modulo 11, where 10 is X
    and 11 is 0.
    """
    total = sum(
        int(char, 36) * weight for char, weight in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True)
    )
    return code[8] == _ORGANISATION_CHECKS[total % 11]
