"""Another process of the server: a second connection whose transactions stay open as long as a test wants."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction


class Elsewhere:
    """Another process of the server: a connection of its own, held in a transaction until told."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._atomic: Any = None

    @property
    def is_open(self) -> bool:
        """Whether a transaction is open there."""
        return self._atomic is not None

    def do(self, act: Callable[[], Any]) -> Any:
        """Do something there, in its transaction."""
        return self._run(lambda: (self._begin(), act())[1]).result(30)

    def begin(self, act: Callable[[], Any]) -> "Future[Any]":
        """Begin something there that may have to wait for others."""
        return self._run(lambda: (self._begin(), act())[1])

    def commit(self) -> None:
        self._run(lambda: self._end(None)).result(30)

    def roll_back(self) -> None:
        self._run(lambda: self._end(RuntimeError())).result(30)

    def close(self) -> None:
        self._run(lambda: connection.close()).result(30)
        self._pool.shutdown()

    def _run(self, act: Callable[[], Any]) -> "Future[Any]":
        return self._pool.submit(act)

    def _begin(self) -> None:
        if self._atomic is None:
            self._atomic = transaction.atomic()
            self._atomic.__enter__()

    def _end(self, error: BaseException | None) -> None:
        atomic, self._atomic = self._atomic, None
        atomic.__exit__(type(error) if error else None, error, None)
