"""A push: commands in their order, each carried out once, each with its own answer."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import DataError, IntegrityError, transaction

from gridward.exchange.sync.problems import (
    CommandUnknown,
    EarlierCommandWaits,
    IdTaken,
    TooManyCommands,
    Unexpected,
)
from gridward.exchange.sync.rules.clocks import given_at
from gridward.exchange.sync.services.carrying import ACTS
from gridward.exchange.sync.terms import MOST_COMMANDS, CommandOutcome, Result, Sent
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
    if len(commands) > MOST_COMMANDS:
        raise TooManyCommands(most=MOST_COMMANDS)
    return [_result(actor, account_id, one, phone_now, language) for one in commands]


def _result(
    actor: Actor, account_id: UUID, sent: Sent, phone_now: datetime, language: str
) -> Result:
    try:
        answer = _settled(actor, account_id, sent, phone_now)
    except (CommandUnknown, EarlierCommandWaits) as problem:
        return _told(sent, CommandOutcome.FAILED, problem, language)
    except Problem as problem:
        return _told(sent, CommandOutcome.REFUSED, problem, language)
    except Exception:
        log.exception("command %s of kind %s failed", sent.id, sent.kind)
        return _told(sent, CommandOutcome.FAILED, Unexpected(), language)
    if code := answer.get("refused"):
        return _told(
            sent, CommandOutcome.REFUSED, Problem.known[code](**answer["details"]), language
        )
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
    kept = {"refused": refused.code, "details": _plain(refused.details)}
    with transaction.atomic():
        return once(sent.id, account_id, name, sent.content, lambda: kept)


def _carry_out(actor: Actor, sent: Sent, phone_now: datetime) -> Mapping[str, Any]:
    if sent.problem:
        raise sent.problem
    given_at(sent.at, phone_now=phone_now, now=clock.now())
    return ACTS[sent.kind](actor, dict(sent.said))


def _told(sent: Sent, outcome: CommandOutcome, problem: Problem, language: str) -> Result:
    details = _plain(problem.details)
    return Result(sent.id, outcome, {}, problem.code, problem.sentence(language), details)


def _plain(details: Mapping[str, object]) -> dict[str, Any]:
    """As JSON keeps them."""
    kept: dict[str, Any] = orjson.loads(orjson.dumps(dict(details), default=str))
    return kept
