"""Vehicle plates of all kinds, however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kernel.codes.plate import Plate, PlateProblem, parse, parse_many

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("number", "kind", "energy"),
    [
        ("赣A12345", "ordinary", None),
        ("赣M8B88C", "ordinary", None),
        ("京Q99999", "ordinary", None),
        ("赣AD12345", "new_energy_small", "electric"),
        ("赣AAB1234", "new_energy_small", "electric"),
        ("赣AF12345", "new_energy_small", "hybrid"),
        ("赣AK12345", "new_energy_small", "hybrid"),
        ("赣A12345B", "new_energy_large", "electric"),
        ("赣A12345H", "new_energy_large", "hybrid"),
        ("赣A1234学", "learner", None),
        ("赣A1234警", "police", None),
        ("赣A1234挂", "trailer", None),
        ("赣A1234超", "oversize", None),
        ("粤ZA123港", "hong_kong", None),
        ("粤Z1234澳", "macao", None),
        ("沪A0023领", "consulate", None),
        ("使224578", "embassy", None),
        ("224578使", "embassy", None),
        ("WJ赣1234X", "armed_police", None),
        ("WJ12345", "armed_police", None),
        ("VA12345", "military", None),
        ("赣X0123应急", "emergency", None),
        ("赣A临12345", "temporary", None),
        ("临时牌照", "temporary", None),
    ],
)
def test_each_kind_is_known(number: str, kind: str, energy: str | None) -> None:
    read = parse(number)
    assert (read.number, read.kind, read.energy) == (number, kind, energy)


@pytest.mark.parametrize(
    "typed",
    [
        "赣A·12345",
        "赣A 12345",
        "赣a12345",
        "赣Ａ１２３４５",
        "赣A-12345",
        "赣A•12345\u200b",
        "赣 A.12345",
    ],
)
def test_separators_case_and_width_change_nothing(typed: str) -> None:
    assert parse(typed).number == "赣A12345"


@pytest.mark.parametrize("letter", "DABCEFGHJK")
def test_all_new_energy_letters_are_taken_not_only_d_and_f(letter: str) -> None:
    assert parse(f"赣A{letter}12345").kind == "new_energy_small"
    assert parse(f"赣A12345{letter}").kind == "new_energy_large"


@given(st.text(SIGNS, min_size=5, max_size=5))
@settings(max_examples=60)
def test_every_ordinary_serial_is_valid(serial: str) -> None:
    assert parse(f"赣A·{serial}").display == f"赣A·{serial}"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" · ", "empty"),
        ("赣A1234O", "confused_letters"),
        ("赣AI2345", "confused_letters"),
        ("赣O12345", "confused_letters"),
        ("赣A1234", "unknown_form"),
        ("赣A1234567", "unknown_form"),
        ("赣AL12345", "unknown_form"),
        ("A12345", "unknown_form"),
        ("白色大众", "unknown_form"),
        ("港A12345", "unknown_form"),
        ("临" * 21, "unknown_form"),
    ],
)
def test_each_thing_wrong_has_its_own_problem(typed: str, code: str) -> None:
    with pytest.raises(PlateProblem) as caught:
        parse(typed)
    assert caught.value.code == f"plate.{code}"


def test_the_display_has_the_dot_of_civil_plates_only() -> None:
    assert parse("赣AD12345").display == "赣A·D12345"
    assert parse("VA12345").display == "VA12345"
    assert parse("使224578").display == "使224578"


@pytest.mark.parametrize("between", ["/", "、", "；", "，", " ", "\n", "或"])
def test_several_plates_of_a_cell_are_parted(between: str) -> None:
    plates = parse_many(f"赣A·12345（白色）{between}赣a D12345")
    assert [one.number for one in plates if isinstance(one, Plate)] == ["赣A12345", "赣AD12345"]


def test_what_is_no_plate_is_a_problem_in_its_place() -> None:
    known, unknown = parse_many("赣A12345 白色大众")
    assert isinstance(known, Plate)
    assert isinstance(unknown, PlateProblem)
