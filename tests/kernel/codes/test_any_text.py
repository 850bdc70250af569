"""Whatever a cell holds, each code answers with a value or its own problem, never with a crash."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.codes import credit_code, division, document, identity_number, phone, plate
from gridward.kernel.problems import Problem

Parser = Callable[[str], object]

PARSERS: dict[str, tuple[Parser, type[Problem]]] = {
    "identity_number": (
        lambda text: identity_number.parse(text, today=date(2026, 11, 23)),
        identity_number.IdentityNumberProblem,
    ),
    "credit_code": (credit_code.parse, credit_code.CreditCodeProblem),
    "phone": (phone.parse, phone.PhoneProblem),
    "phones": (phone.parse_many, phone.PhoneProblem),
    "plate": (plate.parse, plate.PlateProblem),
    "plates": (plate.parse_many, plate.PlateProblem),
    "document": (
        lambda text: document.parse(text, "foreign_passport"),
        document.DocumentProblem,
    ),
    "recognise": (document.recognise, document.DocumentProblem),
    "division": (division.parse, division.DivisionProblem),
    "grid": (division.parse_grid, division.DivisionProblem),
}

cells = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789+-.()/ 、Ee转赣ADX·临使\u200b\ufeff٣９", max_size=24),
)


@pytest.mark.parametrize("name", PARSERS)
@given(text=cells)
@settings(max_examples=60)
def test_any_text_is_answered(name: str, text: str) -> None:
    parse, refusal = PARSERS[name]
    with suppress(refusal):
        assert parse(text) is not None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.5, 0, 1e300, 10**40])
def test_any_number_is_answered(number: float) -> None:
    with pytest.raises(identity_number.IdentityNumberProblem):
        identity_number.parse(number, today=date(2026, 11, 23))
    with pytest.raises(phone.PhoneProblem):
        phone.parse(number)
    with pytest.raises(credit_code.CreditCodeProblem):
        credit_code.parse(number)
    with pytest.raises(division.DivisionProblem):
        division.parse(number)
