"""The one form of numbers that the phone makes as well (`web/packages/rules/src/normal.ts`), by shared cases."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gridward.kernel.codes import identity_number, phone, plate
from gridward.kernel.problems import Problem

FILE = Path(__file__).parents[2] / "cases" / "normal.json"
CASES = json.loads(FILE.read_text("utf-8"))["cases"]
NORMAL: dict[str, Callable[[str], str]] = {
    "identity": lambda text: identity_number.parse(text, today=date(2026, 11, 29)).number,
    "phone": lambda text: phone.parse(text).e164,
    "plate": lambda text: plate.parse(text).number,
}


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_case(case: dict[str, Any]) -> None:
    if case["normal"] is not None:
        assert NORMAL[case["kind"]](case["text"]) == case["normal"]
        return
    with pytest.raises(Problem):
        NORMAL[case["kind"]](case["text"])


def test_each_kind_is_read_and_refused_in_a_case() -> None:
    told = {(case["kind"], case["normal"] is None) for case in CASES}
    assert told == {(kind, refused) for kind in NORMAL for refused in (False, True)}
