"""Reading from the replica: reports are asked there, and of the primary where there is none, it lags or is down.

    with reading(actor) as using:                 # ordinary querysets inside, unchanged
        rows = list(visible_to(actor))
        connections[using].cursor()               # for SQL of one's own

    figures = read(actor, lambda: annex5(...))    # asked once more of the primary when the replica dies half-way

On the replica the wall holds as on the primary: the same role, the same scope, told at the start of the transaction.
All questions of one block see one moment of the database. What is read may be a few seconds old
(GRIDWARD_REPLICA_LAG_SECONDS), so nothing is decided or written on its ground. The one file here that knows Django.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    Error,
    InterfaceError,
    OperationalError,
    connections,
    transaction,
)
from django.db.models import Model

from gridward.kernel.access import Actor
from gridward.kernel.rows import acting, tell_database

REPLICA = "replica"
CHECK_SECONDS = 1.0
CHECK_AGAIN_SECONDS = 5.0  # after a replica did not answer
Answer = TypeVar("Answer")
_reading_from: ContextVar[str] = ContextVar("reading_from", default=DEFAULT_DB_ALIAS)


@contextmanager
def reading(actor: Actor) -> Iterator[str]:
    """Read on behalf of the actor where it burdens least; gives the name of the connection.

    One transaction with the actor's scope; inside one of the primary that began already its scope stands.
    """
    with ExitStack() as block:
        yield _chosen(actor, block)


def read(actor: Actor, ask: Callable[[], Answer]) -> Answer:
    """The answer of `ask`, which only reads and gives whole values (lists, not querysets).

    When the replica fails while it is asked, the primary is asked instead.
    """
    using = DEFAULT_DB_ALIAS
    try:
        with reading(actor) as using:
            return ask()
    except (OperationalError, InterfaceError):
        if using != REPLICA:
            raise
    _watch.gone()
    with reading(actor):
        return ask()


def _chosen(actor: Actor, block: ExitStack) -> str:
    if _reading_from.get() == REPLICA:
        return REPLICA
    if _watch.is_usable():
        try:
            block.enter_context(_on_replica(actor))
        except (OperationalError, InterfaceError):
            _watch.gone()
        else:
            return REPLICA
    if not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        block.enter_context(acting(actor))
    return DEFAULT_DB_ALIAS


@contextmanager
def _on_replica(actor: Actor) -> Iterator[None]:
    with transaction.atomic(using=REPLICA):
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tell_database(actor, REPLICA)
        token = _reading_from.set(REPLICA)
        try:
            yield
        finally:
            _reading_from.reset(token)


class Router:
    """Inside `reading` the rows of the parts are read from the replica; keys, sessions, the cache and all writes
    belong to the primary."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """The connection of the block we are in."""
        ours = model.__module__.startswith("gridward.") and model._meta.app_label != "kernel"
        return _reading_from.get() if ours else DEFAULT_DB_ALIAS

    def db_for_write(self, _model: type[Model], **_hints: Any) -> str:
        """The primary."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool:
        """It is one database."""
        return True

    def allow_migrate(self, alias: str, _label: str, **_hints: Any) -> bool:
        """The primary's tables come over by themselves."""
        return alias == DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class Lag:
    """How far the replica is behind: seconds, None when it does not answer or is no replica any more."""

    seconds: float | None
    streaming: bool = False


class _Watch:
    """Whether the replica may be asked; looked at once a second in each process, by one thread at a time."""

    def __init__(self) -> None:
        self._looking = Lock()
        self._look_at = 0.0
        self._usable = False
        self._level_at: float | None = None  # when the replica was last seen to have everything

    def is_usable(self) -> bool:
        """Whether a replica is there and behind by no more than the setting."""
        if REPLICA not in settings.DATABASES:
            return False
        if time.monotonic() >= self._look_at and self._looking.acquire(blocking=False):
            try:
                self._judge(self.lag())
            finally:
                self._looking.release()
        return self._usable

    def gone(self) -> None:
        """It failed while it was asked."""
        self._judge(Lag(None))
        connections[REPLICA].close()

    def lag(self) -> Lag:
        """Ask both: what the primary had written before must be there, or the last that is there is so old."""
        asked_at = time.monotonic()
        try:
            primary = _asked(DEFAULT_DB_ALIAS, "SELECT pg_current_wal_lsn()::text")[0]
            standby, level, age, receivers = _asked(REPLICA, _STANDING, primary)
        except Error:
            connections[REPLICA].close_if_unusable_or_obsolete()
            return Lag(None)
        if not standby:
            return Lag(None)
        if level:
            self._level_at = asked_at
            return Lag(0.0, receivers > 0)
        ages = [float(age)] if age is not None else []
        if self._level_at is not None:
            ages.append(time.monotonic() - self._level_at)
        return Lag(min(ages, default=None), receivers > 0)

    def _judge(self, lag: Lag) -> None:
        self._usable = lag.seconds is not None and lag.seconds <= settings.REPLICA_LAG_SECONDS
        pause = CHECK_AGAIN_SECONDS if lag.seconds is None else CHECK_SECONDS
        self._look_at = time.monotonic() + pause


_STANDING = """
    SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn,
           extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()),
           (SELECT count(*) FROM pg_stat_wal_receiver)"""
_watch = _Watch()


def lag() -> Lag | None:
    """How far the replica is behind now; None where there is no replica."""
    return _watch.lag() if REPLICA in settings.DATABASES else None


def _asked(alias: str, query: str, *values: str) -> tuple[Any, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query, values)
        found: tuple[Any, ...] = cursor.fetchone()
    return found
