"""Ids and digests are those of phones: `web/apps/field/tests/handover/codes.test.ts` runs the same cases."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from gridward.work.handovers.rules.codes import id_of, is_code
from gridward.work.handovers.schemas import GateHandoverIn

CASES = json.loads((Path(__file__).parents[2] / "cases" / "handovers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    said = case["said"]
    assert str(id_of(UUID(said["gate_id"]), said["code"])) == case["id"]
    assert GateHandoverIn(id=case["id"], **said).said().digest == case["digest"]


def test_each_part_of_what_is_said_is_in_the_digest() -> None:
    told = {case["digest"] for case in CASES}
    same_instant = 1
    assert len(told) == len(CASES) - same_instant


@pytest.mark.parametrize("text", ["", "ABCD234", "ABCD23456", "ABCD2340", "abcd2345", "ABCD234１"])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_id_is_a_uuid_of_version_8() -> None:
    found = id_of(UUID(int=1), "ABCD2345")
    assert (found.version, found.variant) == (8, "specified in RFC 4122")
