"""Passages into their table: those that are not there yet, in one statement."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from gridward.kernel.crypto.vault import vault
from gridward.work.passages.models import Passage
from gridward.work.passages.rules.literals import array_of
from gridward.work.passages.rules.sifting import Dated
from gridward.work.passages.terms import WORDS, PassageSaid

_KNOWN = """
SELECT string_agg(id::text, ',') FROM
    passages_known(%s::uuid[], %s::date[], %s::uuid, %s::uuid, %s::date, %s::date) AS id
"""
_TEXTS = {
    **dict.fromkeys(("id", "gate", "pass_id"), "uuid"),
    **dict.fromkeys(("lane", "direction", "subject", "decision", "verdict", "rules", "by"), "text"),
    **dict.fromkeys(("pass_state", "reasons", "person", "plate", "words"), "text"),
    "no_phone": "boolean",
    "temperature_c": "float8",
    "people": "int2",
    "codes": "jsonb",
    "day": "date",
    "at": "timestamptz",
}
"""Columns as they are told, and their types in the array literals."""
_INSERT = f"""
WITH put AS (
    INSERT INTO passages_passage (
        id, day, at, received_at, street_id, grid_id, gate_id, keeper_id, device, lane, direction, subject, decision,
        verdict, reasons, noticed, rules, by, pass_id, pass_state, person, plate, temperature_c, codes, no_phone,
        people, words
    )
    SELECT n.id, n.day, n.at, %s, c.street_id, c.grid_id, c.id, %s, %s, n.lane, n.direction, n.subject, n.decision,
        n.verdict, n.reasons::text[], '{{}}', n.rules, n.by, n.pass_id, n.pass_state, decode(n.person, 'hex'),
        decode(n.plate, 'hex'), n.temperature_c, n.codes, n.no_phone, n.people, decode(n.words, 'hex')
    FROM unnest({", ".join(f"%s::{kind}[]" for kind in _TEXTS.values())}) AS n ({", ".join(_TEXTS)})
    JOIN checkpoints_checkpoint c ON c.id = n.gate
    ON CONFLICT (id, day) DO NOTHING RETURNING id
)
SELECT string_agg(id::text, ',') FROM put
"""  # noqa: S608 - names and types of our own columns


def store(
    rows: Sequence[Dated], *, keeper: UUID | None, device: UUID, received_at: datetime
) -> set[str]:
    """Store what is not there yet, behind the wall; answers the ids of what is new.

    A passage that came before under another day, since the phone's clock has been set meanwhile, is known by its id. Of
    one phone batches come one at a time: the caller sees to that.
    """
    known = _known(rows)
    fresh = [one for one in rows if one.said["id"] not in known] if known else rows
    if not fresh:
        return set()
    columns = [array_of(_column(name, fresh)) for name in _TEXTS]
    return _ids(_INSERT, [received_at, keeper, device, *columns])


def _known(rows: Sequence[Dated]) -> set[str]:
    ids = [one.said["id"] for one in rows]
    days = [one.day for one in rows]
    spans = (min(ids), max(ids), min(days), max(days))
    return _ids(_KNOWN, [array_of(ids), array_of(days), *spans])


def _ids(statement: str, given: Sequence[Any]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        told = cursor.fetchone()[0]
    return set(told.split(",")) if told else set()


def _column(name: str, rows: Sequence[Dated]) -> Iterator[object]:
    made = _MADE.get(name)
    if made is not None:
        return made(rows)
    return (one.said[name] for one in rows)  # type: ignore[literal-required]


def _or_empty(name: str, rows: Sequence[Dated]) -> Iterator[object]:
    return (one.said[name] or "" for one in rows)  # type: ignore[literal-required]


def _reasons(rows: Sequence[Dated]) -> Iterator[object]:
    return ("{" + ",".join(one.said["reasons"]) + "}" for one in rows)


def _codes(rows: Sequence[Dated]) -> Iterator[object]:
    for one in rows:
        codes = one.said["codes"]
        yield orjson.dumps(codes).decode() if codes else None


def _words(rows: Sequence[Dated]) -> Iterator[object]:
    seal = vault.sealer("passage", Passage._meta.db_table, "words")
    for one in rows:
        told = words_of(one.said)
        yield (
            seal(json.dumps(told, ensure_ascii=False), UUID(one.said["id"])).hex() if told else None
        )


def words_of(said: PassageSaid) -> dict[str, str]:
    """What is sealed of a passage: only what was given."""
    return {name: text for name in WORDS if (text := said[name])}  # type: ignore[literal-required]


_MADE: dict[str, Callable[[Sequence[Dated]], Iterator[object]]] = {
    "day": lambda rows: (one.day for one in rows),
    "at": lambda rows: (one.at for one in rows),
    "lane": partial(_or_empty, "lane"),
    "pass_state": partial(_or_empty, "pass_state"),
    "reasons": _reasons,
    "codes": _codes,
    "words": _words,
}
