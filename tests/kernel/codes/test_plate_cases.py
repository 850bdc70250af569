"""Plates that the phone reads as well (`web/packages/rules/src/plates.ts`), by the cases that both are held to."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from gridward.kernel.codes.plate import Energy, Kind, PlateProblem, parse

FILE = Path(__file__).parents[2] / "cases" / "plates.json"
CASES = json.loads(FILE.read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_case(case: dict[str, Any]) -> None:
    if "says" in case:
        plate = parse(case["text"])
        read = {one: getattr(plate, one) for one in ("number", "kind", "energy", "display")}
        assert read == case["says"]
        return
    with pytest.raises(PlateProblem) as refused:
        parse(case["text"])
    assert refused.value.code == case["problem"]


def test_each_kind_energy_and_problem_is_in_a_case() -> None:
    said = [case["says"] for case in CASES if "says" in case]
    assert {one["kind"] for one in said} == set(get_args(Kind))
    assert {one["energy"] for one in said} == {None, *get_args(Energy)}
    problems = {case["problem"] for case in CASES if "problem" in case}
    assert problems == {one.code for one in PlateProblem.__subclasses__()}
