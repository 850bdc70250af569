"""Visits of a push, carried out together: hundreds after a day on the stairs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.exchange.sync.rules.clocks import given_at
from gridward.exchange.sync.services.carrying import refusal
from gridward.exchange.sync.terms import Sent
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.commands import once_together
from gridward.kernel.problems import NotFound, Problem
from gridward.work.rounds.queries.targets import target_named
from gridward.work.rounds.services.visiting import Recorded, record_visits
from gridward.work.rounds.terms import Said

NAME = "sync.visit.record"


def record_each(
    actor: Actor, account_id: UUID, commands: Sequence[Sent], phone_now: datetime
) -> Mapping[UUID, Mapping[str, Any] | Problem]:
    """What became of each visit, by the id of its command: an answer, a kept refusal, or CommandReused.

    A command that is in the push twice is answered once.
    """
    by_id = {one.id: one for one in commands}

    def act(new: list[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
        return _record(actor, [by_id[one] for one in new], phone_now)

    contents = {one.id: one.content for one in commands}
    return once_together(account_id, NAME, contents, act)


def _record(
    actor: Actor, commands: Sequence[Sent], phone_now: datetime
) -> dict[UUID, Mapping[str, Any]]:
    answers: dict[UUID, Mapping[str, Any]] = {}
    visits: dict[UUID, Said] = {}
    for one in commands:
        try:
            visits[one.id] = _said(one, phone_now)
        except Problem as problem:
            answers[one.id] = refusal(problem)
    ends = record_visits(actor, list(visits.values()))
    return answers | {one: _answer(ends[said.id]) for one, said in visits.items()}


def _said(one: Sent, phone_now: datetime) -> Said:
    if one.problem:
        raise one.problem
    at = given_at(one.at, phone_now=phone_now, now=clock.now())
    said = {**one.said, "photos": tuple(one.said.get("photos", ()))}
    named = (said.pop("round_id", None), said.pop("subject_id", None))
    if said.get("target_id") is None:
        said["target_id"] = target_named(*named) if all(named) else None
    if said["target_id"] is None:
        raise NotFound
    return Said(**said, at=at)


def _answer(end: Recorded | Problem) -> Mapping[str, Any]:
    if isinstance(end, Problem):
        return refusal(end)
    return {
        "id": str(end.visit_id),
        "target_id": str(end.target_id),
        "outcome": end.outcome,
        "settled": end.settled,
    }
