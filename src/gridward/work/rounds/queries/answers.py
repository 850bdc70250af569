"""What households and organisations have answered so far."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from gridward.work.rounds.models import KnownAnswers, Target
from gridward.work.rounds.terms import Known

Answers = dict[str, Known]


def subject(row: Target | KnownAnswers) -> UUID:
    """The household or the organisation of a row."""
    found = row.household_id or row.organisation_id
    assert found is not None  # noqa: S101 - the database holds it
    return found


def rows_known_of(targets: Iterable[Target], *, lock: bool = False) -> dict[UUID, KnownAnswers]:
    """By household or organisation; one query."""
    subjects = [subject(one) for one in targets]
    rows = KnownAnswers.objects.filter(
        Q(household_id__among=subjects) | Q(organisation_id__among=subjects)
    )
    rows = rows.select_for_update().order_by("id") if lock else rows
    return {subject(row): row for row in rows}


def known_of(targets: Iterable[Target]) -> dict[UUID, Answers]:
    """The answers of each subject."""
    return {one: opened(row) for one, row in rows_known_of(targets).items()}


def opened(row: KnownAnswers) -> Answers:
    """The answers in a row."""
    stored: Mapping[str, Any] = orjson.loads(row.open_sealed("answers") or "{}")
    return {
        code: Known(one["answer"], date.fromisoformat(one["on"])) for code, one in stored.items()
    }


def sealed_text(answers: Mapping[str, Known]) -> str:
    """The answers as they are sealed."""
    told = {code: {"answer": one.answer, "on": one.on} for code, one in answers.items()}
    return orjson.dumps(told).decode()
