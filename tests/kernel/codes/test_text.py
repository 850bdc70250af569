"""Typed text becomes plain, and destroyed digits are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.codes.text import is_scientific, looks_rounded, tidy, tidy_cell, whole_number


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("360199", "360199"),
        ("３６０１９９ｘ", "360199X"),
        ("'360199", "360199"),
        ("’360199", "360199"),
        ("\ufeff36\u200b01\u00a099\u3000", "360199"),
        ("36\t01\r\n99\x00", "360199"),
        ("0791—8612－3456", "0791-8612-3456"),
        ("赣a·12345", "赣A·12345"),
        ("", ""),
    ],
)
def test_text_is_made_plain(typed: str, plain: str) -> None:
    assert tidy(typed) == plain


@given(st.text(alphabet="09aZｘ’' \t\u200b\ufeff—临·"))
def test_tidying_twice_changes_nothing(typed: str) -> None:
    assert tidy(tidy(typed)) == tidy(typed)


@pytest.mark.parametrize("typed", ["3.60199E+17", "1.38E+10", "1E+10", "3.6019919e17", 3.6e17])
def test_scientific_notation_is_seen(typed: str | float) -> None:
    assert is_scientific(tidy_cell(typed))


@pytest.mark.parametrize("typed", ["E12345678", "1E12345", "13800138000.0", "", "赣AE+1"])
def test_other_text_is_not_scientific(typed: str) -> None:
    assert not is_scientific(tidy_cell(typed))


def test_a_whole_float_gives_its_digits_up_to_the_fifteenth() -> None:
    assert whole_number("13800138000.0") == "13800138000"
    assert whole_number("360199000101001.00") == "360199000101001"
    assert whole_number("360199190001010000.0") == "360199190001010000.0"


@given(st.integers(min_value=10**17, max_value=10**18 - 1))
def test_each_number_that_passed_through_a_spreadsheet_looks_rounded(number: int) -> None:
    kept = float(f"{number:.14e}")
    assert looks_rounded(str(int(kept)))
    assert looks_rounded(f"{f'{number:.14e}'.replace('.', '')[:15]}000")


def test_a_number_with_all_its_digits_does_not_look_rounded() -> None:
    assert not looks_rounded("360199190001010016")
    assert not looks_rounded("36019919000101001X")
