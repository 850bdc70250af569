"""Phones as the protocol asks them to be: what is kept, what is sent again, what a network does to it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.http import HttpRequest

from gridward.exchange.sync.api import post_pull, post_push
from gridward.exchange.sync.schemas.pulling import PullIn
from gridward.exchange.sync.schemas.pushing import CommandIn, PushIn
from gridward.exchange.sync.terms import MOST_COMMANDS
from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.rows import tell_database

Row = dict[str, Any]
APPLICATION = connection_parameters("app")["user"]


class Crash(Exception):
    """The server was killed before it committed."""


def asked(account: Account, door: Callable[[HttpRequest], object], *, crash: bool = False) -> Any:
    """The door's answer to a request of this account: one transaction behind the wall, as the house makes it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APPLICATION}; SET LOCAL lock_timeout = '10s'")
        actor = actor_of_account(Account.objects.get(pk=account.pk))
        tell_database(actor)
        answer = door(cast(HttpRequest, SimpleNamespace(actor=actor, language="en")))
        if crash:
            raise Crash
    return answer


@dataclass
class Phone:
    """One phone. `documents` are what it keeps, by grid; `outbox` what it has not heard of; `sent` what was taken."""

    account: Account
    skew: timedelta = timedelta()
    device: UUID = field(default_factory=uuid4)
    epoch: int = 0
    cursors: dict[UUID, str] = field(default_factory=dict)
    documents: dict[UUID, dict[UUID, Row]] = field(default_factory=dict)
    swept: dict[UUID, set[UUID]] = field(default_factory=dict)
    outbox: list[Row] = field(default_factory=list)
    sent: list[Row] = field(default_factory=list)
    done: dict[UUID, Row] = field(default_factory=dict)
    needs_you: dict[UUID, Row] = field(default_factory=dict)

    def keep(self, grid: UUID) -> None:
        """Keep a grid from now on."""
        self.cursors.setdefault(grid, "")
        self.documents.setdefault(grid, {})

    def now(self) -> str:
        """By the phone's own clock."""
        return (clock.now() + self.skew).isoformat()

    def households(self) -> dict[UUID, Row]:
        """Every household on the phone."""
        rows = [one for kept in self.documents.values() for one in kept.items()]
        return {pk: row for pk, row in rows if "residents" in row}

    def organisations(self) -> dict[UUID, Row]:
        """Every organisation on the phone."""
        rows = [one for kept in self.documents.values() for one in kept.items()]
        return {pk: row for pk, row in rows if "employees" in row}

    def orders(self) -> dict[UUID, Row]:
        """Every order on the phone."""
        rows = [one for kept in self.documents.values() for one in kept.items()]
        return {pk: row for pk, row in rows if "timeline" in row}

    def give(self, kind: str, content: Row) -> Row:
        """Put a command into the outbox; a change names the phone's last own command about the row."""
        row = UUID(content["id"])
        before = [one for one in self.outbox if one["content"]["id"] == str(row)]
        if before and not kind.endswith((".add", ".record", ".open")):
            content = {**content, "after": before[-1]["id"]}
        command = {"id": str(uuid4()), "kind": kind, "at": self.now(), "content": content}
        self.outbox.append(command)
        return command

    def pull(self, *, lost: bool = False) -> bool:
        """Ask once; answers whether there is more. With `lost` the answer never came."""
        given = PullIn(device=self.device, epoch=self.epoch, grids=cast(Any, dict(self.cursors)))
        answer = asked(self.account, lambda request: post_pull(request, given))
        if lost:
            return True
        if answer["epoch"] != self.epoch:
            self._begin_anew(answer["epoch"])
        for grid in answer["lost"]:
            self.cursors.pop(grid, None)
            self.documents.pop(grid, None)
        more = [self._take(one) for one in answer["grids"]]
        return any(more)

    def _begin_anew(self, epoch: int) -> None:
        """The database began a new life: what was taken in the one before is sent again, it may have been lost."""
        self.epoch = epoch
        self.outbox = self.sent + self.outbox
        self.sent = []

    def _take(self, told: Any) -> bool:
        kept = self.documents.setdefault(told.id, {})
        if told.fresh:
            self.swept[told.id] = set(kept)
        left = self.swept.get(told.id, set())
        lists = (
            told.households,
            told.organisations,
            told.buildings,
            told.rounds,
            told.targets,
            told.points,
            told.orders,
            told.order_kinds,
        )
        for row in (one for rows in lists for one in rows):
            kept[row.id] = row.model_dump(mode="json")
            left.discard(row.id)
        for gone in told.gone:
            kept.pop(gone, None)
        self.cursors[told.id] = told.cursor
        if not told.more:
            for stale in self.swept.pop(told.id, set()):
                kept.pop(stale, None)
        return bool(told.more)

    def push(self, *, lost: bool = False, crash: bool = False) -> list[Row]:
        """Send the first commands of the outbox; answers what was sent, for a network that sends it again."""
        sending = self.outbox[:MOST_COMMANDS]
        if sending:
            answer = self.send(sending, crash=crash)
            if not lost:
                self._hear(answer)
        return sending

    def send(self, commands: list[Row], *, crash: bool = False) -> Any:
        """Bring commands to the server."""
        read = [CommandIn.model_validate(one) for one in commands]
        given = PushIn(device=self.device, now=cast(Any, self.now()), commands=read)
        return asked(self.account, lambda request: post_push(request, given), crash=crash)

    def _hear(self, answer: Any) -> None:
        for result in answer["results"]:
            command = next((one for one in self.outbox if one["id"] == str(result.id)), None)
            if command is None or result.outcome == "failed":
                continue
            self.outbox.remove(command)
            if result.outcome == "done":
                self.done[result.id] = result.answer
                self.sent.append(command)
            else:
                self.needs_you[result.id] = {**command, "code": result.code}


def settle(phones: list[Phone]) -> None:
    """The network is whole again: everybody sends and asks until nothing is left."""
    for one in phones:
        for _ in range(20):
            if not one.push():
                break
    wait_until_nobody_writes()
    for one in phones:
        for _ in range(20):
            if not one.pull():
                break


def wait_until_nobody_writes() -> None:
    """A feed tells nothing younger than the oldest transaction of the server, which may be one of its own upkeep."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(now.seen) = pg_snapshot_xmax(now.seen)"
                " FROM (SELECT pg_current_snapshot() AS seen) now"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("a transaction has been open for 20 s")


def drawn_text(rng: random.Random) -> str:
    """A text that nobody else writes."""
    return f"字{rng.getrandbits(64):x}"
