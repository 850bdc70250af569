"""A signature is the line of a finger and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.signature import (
    LARGEST,
    SignatureBroken,
    SignatureTooLarge,
    check_signature,
)

LINE = "M 20.5,100 C 60,20 90,180 140,90 S 200,30 240,110 L300 60q1 2-3.5.4"


def test_a_line_drawn_by_a_finger_is_taken_as_it_is() -> None:
    assert check_signature(f" {LINE}\n") == LINE


numbers = st.floats(-600, 600, allow_nan=False).map(lambda one: f"{one:.2f}")


@given(st.lists(st.lists(numbers, min_size=6, max_size=6), min_size=1, max_size=40))
def test_what_a_pad_writes_is_taken(curves: list[list[str]]) -> None:
    path = "M 1,1 " + " ".join("C " + ",".join(one) for one in curves)
    assert check_signature(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "L 1 1",
        "1 2 M 3 4",
        "M 1 1",
        "M 1 1 M 2 2 Z",
        "M 1 1 L 2",
        "M 1 1 C 1 2 3 4 5",
        "M 1 1 L",
        "M 1 1 Z 3",
        "M 1 1 A 1 1 0 0 1 2 2",
        "M 1 1 L 1e9 2",
        "M 1 1 L 99999 2",
        'M 1 1 L 2 2" onload="alert(1)',
        "M 1 1 L 2 2</svg><script>",
        "M 1 1 L url(#a) 2",
        "M 1 1 L 一 二",
        "M 1 1 L NaN 2",
    ],
)
def test_anything_else_is_refused(path: str) -> None:
    with pytest.raises(SignatureBroken):
        check_signature(path)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text: str) -> None:
    try:
        kept = check_signature(text)
    except SignatureBroken:
        return
    assert not set(kept) & set("<>\"'&#()")


def test_at_most_twenty_kilobytes_which_nobody_can_make_last() -> None:
    with pytest.raises(SignatureTooLarge):
        check_signature("M 1 1 L" + " 1" * LARGEST)
    with pytest.raises(SignatureBroken):
        check_signature("M 1 1 L " + "1" * (LARGEST - 20) + "!")
