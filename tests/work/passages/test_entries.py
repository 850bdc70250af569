"""Entries: equal to what phones make, by the shared normal forms and a worked example."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from gridward.work.passages.models import GateKey
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind

CASES = json.loads((Path(__file__).parents[2] / "cases" / "normal.json").read_text("utf-8"))
KEY = bytes(range(32))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda one: one["name"])
def test_case(case: dict[str, Any]) -> None:
    entry = entry_of(KEY, EntryKind(case["kind"]), case["text"])
    if case["normal"] is None:
        assert entry is None
        return
    whole = hmac.new(KEY, f"{case['kind']}:{case['normal']}".encode(), hashlib.sha256).digest()
    assert entry == whole[:16]


def test_the_same_digits_as_telephone_and_as_plate_are_two_entries() -> None:
    assert entry_of(KEY, EntryKind.PHONE, "13800138000") != entry_of(
        bytes(32), EntryKind.PHONE, "13800138000"
    )


@pytest.mark.django_db
def test_the_key_is_made_once_and_sealed() -> None:
    key = gate_key()
    assert (len(key), gate_key()) == (32, key)
    assert key not in bytes(GateKey.objects.get().key)
