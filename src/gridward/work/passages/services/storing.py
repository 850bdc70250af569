"""Passages into their table: those that are not there yet, in one statement."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson

from gridward.kernel.compiled import prepared
from gridward.kernel.crypto.vault import vault
from gridward.work.passages.models import Passage
from gridward.work.passages.rules.literals import array_of, plain_array_of
from gridward.work.passages.rules.sifting import Dated
from gridward.work.passages.terms import WORDS, PassageSaid

_KNOWN = """
SELECT string_agg(id::text, ',') FROM
    passages_known(%s::uuid[], %s::date[], %s::uuid, %s::uuid, %s::date, %s::date) AS id
"""
_PLAIN = {
    **dict.fromkeys(("id", "gate", "pass_id"), "uuid"),
    **dict.fromkeys(("direction", "subject", "decision", "verdict", "by"), "text"),
    **dict.fromkeys(("person", "plate"), "text"),
}
"""Columns that are told as they were said, in words that need no quotes, and their types in the array literals."""
_QUOTED = {"rules": "text", "temperature_c": "float8", "people": "int2", "no_phone": "boolean"}
"""Columns that are told as they were said, of few different values."""
_MADE = {
    "at": "timestamptz",
    "told_at": "timestamptz",
    "day": "date",
    "codes": "jsonb",
    **dict.fromkeys(("lane", "pass_state", "reasons", "words"), "text"),
}
_TYPES = {**_PLAIN, **_QUOTED, **_MADE}
_NAMES = [*_PLAIN, *_QUOTED, "lane", "pass_state", "reasons", "codes"]
_SAID = itemgetter(*_NAMES)
_INSERT = f"""
WITH known AS MATERIALIZED (
    SELECT id FROM passages_known(%s::uuid[], %s::date[], %s::uuid, %s::uuid, %s::date, %s::date) AS id
),
put AS (
    INSERT INTO passages_passage (
        id, day, at, told_at, received_at, street_id, grid_id, gate_id, keeper_id, device, lane, direction, subject,
        decision, verdict, reasons, noticed, rules, by, pass_id, pass_state, person, plate, temperature_c, codes,
        no_phone, people, words
    )
    SELECT n.id, n.day, n.at, n.told_at, %s, c.street_id, c.grid_id, c.id, %s, %s, n.lane, n.direction, n.subject,
        n.decision, n.verdict, n.reasons::text[], '{{}}', n.rules, n.by, n.pass_id, n.pass_state,
        decode(n.person, 'hex'), decode(n.plate, 'hex'), n.temperature_c, n.codes, n.no_phone, n.people,
        decode(n.words, 'hex')
    FROM unnest({", ".join(f"%s::{kind}[]" for kind in _TYPES.values())}) AS n ({", ".join(_TYPES)})
    JOIN checkpoints_checkpoint c ON c.id = n.gate
    WHERE n.id NOT IN (SELECT id FROM known)
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
    given = [*_sought(rows), received_at, keeper, device, *_columns(rows)]
    return _ids(_INSERT, given)


def stored_before(ids: Sequence[str]) -> set[str]:
    """Which of these passages are there, on whatever day."""
    no_days = (date.max, date.min)
    return _ids(_KNOWN, [plain_array_of(ids), "{}", min(ids), max(ids), *no_days])


def _sought(rows: Sequence[Dated]) -> list[Any]:
    """What `passages_known` asks for: ids, their days, and the bounds of both."""
    ids = [one.said["id"] for one in rows]
    days = [one.day for one in rows]
    return [plain_array_of(ids), array_of(days), min(ids), max(ids), min(days), max(days)]


def _ids(statement: str, given: Sequence[Any]) -> set[str]:
    [(told,)] = prepared(statement, given)
    return set(told.split(",")) if told else set()


def _columns(rows: Sequence[Dated]) -> Iterator[str]:
    """The array literals of rows, in the order of `_TYPES`. Turned round and joined by loops in C as far as they go."""
    told = iter(zip(*map(_SAID, (one.said for one in rows)), strict=True))
    for _ in _PLAIN:
        yield plain_array_of(next(told))
    for _ in _QUOTED:
        yield array_of(next(told))
    lanes, states, reasons, codes = told
    yield plain_array_of([one.at.isoformat() for one in rows])
    yield plain_array_of([one.told_at.isoformat() if one.told_at else None for one in rows])
    yield array_of(one.day for one in rows)
    yield array_of(orjson.dumps(one).decode() if one else None for one in codes)
    yield array_of(one or "" for one in lanes)
    yield array_of(one or "" for one in states)
    yield array_of("{" + ",".join(one) + "}" for one in reasons)
    yield plain_array_of([_words(one.said) for one in rows])


def _words(said: PassageSaid) -> str | None:
    told = words_of(said)
    if not told:
        return None
    seal = vault.sealer("passage", Passage._meta.db_table, "words")
    return seal(json.dumps(told, ensure_ascii=False), UUID(said["id"])).hex()


def words_of(said: PassageSaid) -> dict[str, str]:
    """What is sealed of a passage: only what was given."""
    if not (said["name"] or said["phone"] or said["visiting"] or said["why"]):
        return {}
    return {name: text for name in WORDS if (text := said[name])}  # type: ignore[literal-required]
