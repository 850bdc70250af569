"""Every refusal, warning and kind of the codes has its sentence in both languages."""

import re
from typing import get_args

import pytest

from gridward.kernel.codes import credit_code, document, phone, plate
from gridward.kernel.problems import Problem
from gridward.kernel.texts import LANGUAGES, catalogue

MINE = [
    code
    for code, problem in Problem.known.items()
    if problem.__module__.startswith("gridward.kernel.codes.")
]
KEYS = [
    *(f"problem.{code}" for code in MINE),
    *(f"plate.kind.{kind}" for kind in get_args(plate.Kind)),
    *(f"phone.kind.{kind}" for kind in get_args(phone.Kind)),
    *(f"document.kind.{kind}" for kind in get_args(document.Kind)),
    *(f"credit_code.department.{letter}" for letter in credit_code.KNOWN_DEPARTMENTS),
    *(f"warning.identity_number.{name}" for name in ("age", "rounded")),
    *(f"warning.credit_code.{name}" for name in ("department", "organisation_code", "rounded")),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_without_its_sentence(language: str) -> None:
    assert [key for key in KEYS if not catalogue(language).get(key)] == []


def test_both_languages_have_the_same_placeholders() -> None:
    for key in KEYS:
        in_each = {tuple(re.findall(r"\{\w+\}", catalogue(lang)[key])) for lang in LANGUAGES}
        assert len(in_each) == 1, key
