"""Rows of many doors written in one statement each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import connection

from gridward.kernel.bulk import insert_rows
from gridward.kernel.ids import new_id
from gridward.kernel.locks import each_at_a_time
from gridward.work.rounds.models import KnownAnswers, Target
from gridward.work.rounds.queries.answers import (
    Answers,
    opened,
    rows_known_of,
    sealed_text,
    subject,
)
from gridward.work.rounds.rules.visits import Standing

_TARGETS = """
UPDATE rounds_target t SET outcome = n.outcome, outcome_at = n.outcome_at, outcome_by = n.outcome_by,
    settled = n.settled, tries = n.tries, visits = n.visits, persons_met = n.persons_met,
    asked_again = n.asked_again, version = t.version + 1, updated_at = now()
FROM jsonb_to_recordset(%s::jsonb) AS n(id uuid, outcome text, outcome_at timestamptz, outcome_by uuid,
    settled bool, tries int, visits int, persons_met int, asked_again int)
WHERE t.id = n.id
"""
_KNOWN = """
UPDATE rounds_knownanswers k SET answers = decode(n.answers, 'hex'), version = k.version + 1, updated_at = now()
FROM jsonb_to_recordset(%s::jsonb) AS n(id uuid, answers text)
WHERE k.id = n.id
"""


def write_targets(changed: Sequence[tuple[Target, Standing]]) -> None:
    """What visits made of their targets."""
    rows = [
        {
            "id": target.pk,
            "outcome": now.outcome or "",
            "outcome_at": now.at,
            "outcome_by": now.by,
            "settled": now.settled,
            "tries": now.tries,
            "visits": now.visits,
            "persons_met": now.persons_met,
            "asked_again": now.asked_again,
        }
        for target, now in changed
    ]
    with connection.cursor() as cursor:
        cursor.execute(_TARGETS, [orjson.dumps(rows).decode()])


@dataclass
class Kept:
    """What is known of a household or an organisation, in however many rounds it is visited at once."""

    row: KnownAnswers | None
    target: Target
    """One of those whose subject it is."""
    before: Answers
    now: Answers


def hold_known(targets: Sequence[Target], answered: Collection[UUID]) -> dict[UUID, Kept]:
    """What is known, by subject, locked until the transaction ends.

    Of targets that are `answered` now the subject itself is locked, since there may be no row yet: two rounds that
    learn of one household at once wait for each other, and neither forgets what the other heard.
    """
    if subjects := [subject(one) for one in targets if one.pk in answered]:
        each_at_a_time("rounds.known", subjects)
    rows = rows_known_of(targets, lock=True)
    held = {}
    for target in targets:
        row = rows.get(subject(target))
        answers = opened(row) if row else {}
        held[subject(target)] = Kept(row, target, answers, answers)
    return held


def write_known(learned: Sequence[Kept]) -> None:
    """What is known of households and organisations now, where it is something else than before."""
    changed = [one for one in learned if one.now != one.before]
    insert_rows([_sealed(_empty(one.target), one.now) for one in changed if not one.row])
    rows = [_sealed(one.row, one.now) for one in changed if one.row]
    if not rows:
        return
    told = [{"id": row.pk, "answers": bytes(row.answers).hex()} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [orjson.dumps(told).decode()])


def _sealed(row: KnownAnswers, answers: Answers) -> KnownAnswers:
    row.set_sealed("answers", sealed_text(answers))
    return row


def _empty(target: Target) -> KnownAnswers:
    return KnownAnswers(
        pk=new_id(),
        street_id=target.street_id,
        grid_id=target.grid_id,
        household_id=target.household_id,
        organisation_id=target.organisation_id,
    )
