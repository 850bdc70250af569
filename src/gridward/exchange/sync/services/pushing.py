"""A push: commands in their order, each carried out once, each with its own answer."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from gridward.exchange.sync.problems import (
    CommandUnknown,
    EarlierCommandWaits,
    IdTaken,
    TooManyCommands,
    Unexpected,
)
from gridward.exchange.sync.rules.clocks import given_at
from gridward.exchange.sync.services.carrying import ACTS, plain, refusal
from gridward.exchange.sync.services.checks import CHECKS
from gridward.exchange.sync.services.measures import MEASURES
from gridward.exchange.sync.services.orders import ORDERS
from gridward.exchange.sync.services.papers import by_the_servers_clock
from gridward.exchange.sync.services.visits import record_each
from gridward.exchange.sync.terms import (
    MOST_COMMANDS,
    MOST_TOGETHER,
    TOGETHER,
    CommandOutcome,
    Result,
    Sent,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.commands import CommandReused, once
from gridward.kernel.problems import BadRequest, Problem

log = logging.getLogger(__name__)


def push(
    actor: Actor, account_id: UUID, commands: Sequence[Sent], *, phone_now: datetime, language: str
) -> list[Result]:
    """Carry the commands out, in the caller's transaction; raises TooManyCommands before the first.

    A command that is refused leaves nothing but its refusal, and holds up no other. The refusal is kept under the
    command's id: a copy that the network brings later must not be carried out behind the back of the writer, who has
    seen it refused. One that meets a mistake of the program, or that this server does not know yet, is answered as
    failed: the phone keeps it, goes on, and sends it again.
    """
    together = all(one.kind in TOGETHER for one in commands)
    most = MOST_TOGETHER if together else MOST_COMMANDS
    if len(commands) > most:
        raise TooManyCommands(most=most)
    push = _Push(actor, account_id, phone_now, language)
    results: list[Result] = []
    for kind, run in groupby(commands, key=lambda one: one.kind):
        same = list(run)
        if kind in TOGETHER:
            results += _visits(push, same)
        else:
            results += [_result(push, one) for one in same]
    return results


@dataclass(frozen=True)
class _Push:
    """Whose commands they are, what the phone takes for now, and the language of the answers."""

    actor: Actor
    account_id: UUID
    phone_now: datetime
    language: str


def _visits(push: _Push, commands: Sequence[Sent]) -> list[Result]:
    """Visits that follow each other, together; one by one where that meets a mistake of the program."""
    try:
        with transaction.atomic():
            ends = record_each(push.actor, push.account_id, commands, push.phone_now)
    except Exception:
        log.exception("%d visits together failed", len(commands))
        if len(commands) == 1:
            return [_told(commands[0], CommandOutcome.FAILED, Unexpected(), push.language)]
        return [result for one in commands for result in _visits(push, [one])]
    return [_told_end(push, one, ends[one.id]) for one in commands]


def _told_end(push: _Push, sent: Sent, end: Mapping[str, Any] | Problem) -> Result:
    if isinstance(end, Problem):
        return _told(sent, CommandOutcome.REFUSED, end, push.language)
    return _answered(push, sent, end)


def _result(push: _Push, sent: Sent) -> Result:
    try:
        answer = _settled(push.actor, push.account_id, sent, push.phone_now)
    except (CommandUnknown, EarlierCommandWaits) as problem:
        return _told(sent, CommandOutcome.FAILED, problem, push.language)
    except Problem as problem:
        return _told(sent, CommandOutcome.REFUSED, problem, push.language)
    except Exception:
        log.exception("command %s of kind %s failed", sent.id, sent.kind)
        return _told(sent, CommandOutcome.FAILED, Unexpected(), push.language)
    return _answered(push, sent, answer)


def _answered(push: _Push, sent: Sent, answer: Mapping[str, Any]) -> Result:
    if code := answer.get("refused"):
        refused = Problem.known[code](**answer["details"])
        return _told(sent, CommandOutcome.REFUSED, refused, push.language)
    return Result(sent.id, CommandOutcome.DONE, dict(answer))


def _settled(actor: Actor, account_id: UUID, sent: Sent, phone_now: datetime) -> Mapping[str, Any]:
    """The stored answer of a command, its refusal too; raises what is not the command's end."""
    name = f"sync.{sent.kind}"
    try:
        with transaction.atomic():
            return once(
                *(sent.id, account_id, name, sent.content),
                lambda: _carry_out(actor, sent, phone_now),
            )
    except (CommandReused, CommandUnknown, EarlierCommandWaits):
        raise
    except Problem as problem:
        refused = problem
    except IntegrityError:
        log.warning("command %s of kind %s breaks a rule of the database", sent.id, sent.kind)
        refused = IdTaken()
    except DataError:
        refused = BadRequest(fields="NUL")
    kept = refusal(refused)
    with transaction.atomic():
        return once(sent.id, account_id, name, sent.content, lambda: kept)


def _carry_out(actor: Actor, sent: Sent, phone_now: datetime) -> Mapping[str, Any]:
    if sent.problem:
        raise sent.problem
    now = clock.now()
    at = given_at(sent.at, phone_now=phone_now, now=now)
    said = by_the_servers_clock(sent.kind, dict(sent.said), now - phone_now)
    if sent.kind in ORDERS or sent.kind in CHECKS or sent.kind in MEASURES:
        said["at"] = at
    return ACTS[sent.kind](actor, said)


def _told(sent: Sent, outcome: CommandOutcome, problem: Problem, language: str) -> Result:
    details = plain(problem.details)
    return Result(sent.id, outcome, {}, problem.code, problem.sentence(language), details)
