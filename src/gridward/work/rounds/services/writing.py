"""Rows of many doors written in one statement each."""

from collections.abc import Collection, Sequence
from uuid import UUID

import orjson
from django.db import connection

from gridward.kernel.bulk import insert_rows
from gridward.kernel.ids import new_id
from gridward.work.rounds.models import KnownAnswers, Target
from gridward.work.rounds.queries.answers import Answers, rows_known_of, sealed_text
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


def write_known(learned: Sequence[tuple[KnownAnswers, Answers]]) -> None:
    """What is known of households and organisations, in rows that are there already."""
    rows = []
    for row, answers in learned:
        row.set_sealed("answers", sealed_text(answers))
        rows.append({"id": row.pk, "answers": bytes(row.answers).hex()})
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [orjson.dumps(rows).decode()])


def hold_known(targets: Sequence[Target], answered: Collection[UUID]) -> dict[UUID, KnownAnswers]:
    """The rows of what is known, by subject, locked until the transaction ends.

    Targets that are `answered` now have one afterwards: two rounds that learn of one household at once wait for each
    other, and neither forgets what the other heard.
    """
    new = [_empty(one) for one in targets if one.pk in answered]
    insert_rows(new, unless_there=True)
    return rows_known_of(targets, lock=True)


def _empty(target: Target) -> KnownAnswers:
    return KnownAnswers(
        pk=new_id(),
        street_id=target.street_id,
        grid_id=target.grid_id,
        household_id=target.household_id,
        organisation_id=target.organisation_id,
    )
