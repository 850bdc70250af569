"""Processes of the web server see each other's work, and whoever has too much lets a connection go."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from multiprocessing.synchronize import Event
from typing import Any

import pytest

from gridward.config.loads import LAST_ANSWER, Loads
from gridward.config.turns import Turns

PATIENCE = 20.0
fork = multiprocessing.get_context("fork")


def busy(loads: Loads, requests: int, ready: Event, done: Event) -> None:
    """Another process with so many requests in hand, or with none any more."""
    with in_hand(loads, 1):
        pass
    with in_hand(loads, requests):
        ready.set()
        done.wait(PATIENCE)


@contextmanager
def another(loads: Loads, requests: int) -> Iterator[int]:
    """Its process id."""
    ready, done = fork.Event(), fork.Event()
    process = fork.Process(target=busy, args=(loads, requests, ready, done))
    process.start()
    assert ready.wait(PATIENCE)
    assert process.pid is not None
    yield process.pid
    done.set()
    process.join(PATIENCE)
    assert process.exitcode == 0


@contextmanager
def in_hand(loads: Loads, requests: int) -> Iterator[None]:
    with ExitStack() as hands:
        for _ in range(requests):
            hands.enter_context(loads.in_hand())
        yield


def headers_of(loads: Loads, protocol: str = "HTTP/1.1") -> list[tuple[str, str]]:
    """Of one answer more."""
    told: list[tuple[str, str]] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return []

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        told.extend(headers)

    environ = {"wsgi.input": BytesIO(), "SERVER_PROTOCOL": protocol}
    Turns(application, loads=loads)(environ, start_response)
    return told


@pytest.mark.parametrize(
    ("here", "there", "uneven"), [(5, 3, True), (4, 3, False), (3, 5, False), (2, 0, True)]
)
def test_who_has_two_more_in_hand_has_too_many(here: int, there: int, uneven: bool) -> None:
    loads = Loads()
    with another(loads, there), in_hand(loads, here):
        assert loads.are_uneven() is uneven


def test_one_process_alone_has_never_too_many() -> None:
    loads = Loads()
    with in_hand(loads, 8):
        assert not loads.are_uneven()


def test_the_answer_says_that_the_connection_is_over() -> None:
    loads = Loads()
    with another(loads, 0):
        assert LAST_ANSWER not in headers_of(loads)
        with in_hand(loads, 1):
            assert LAST_ANSWER in headers_of(loads)


@pytest.mark.parametrize("protocol", ["HTTP/2.0", "HTTP/1.0", ""])
def test_other_protocols_have_other_words(protocol: str) -> None:
    loads = Loads()
    with another(loads, 0), in_hand(loads, 4):
        assert LAST_ANSWER not in headers_of(loads, protocol)


def test_what_became_even_meanwhile_is_left() -> None:
    loads = Loads()
    told: list[tuple[str, str]] = []
    with another(loads, 0), in_hand(loads, 2):
        begin = loads.sending_off(lambda status, headers: told.extend(headers))
        assert loads.are_uneven()
    begin("200 OK", [])
    assert told == []


def test_the_place_of_a_dead_process_is_taken_by_the_next() -> None:
    loads = Loads(processes=2)
    with in_hand(loads, 1):
        for _ in range(3):
            with another(loads, 1) as pid:
                assert pid != os.getpid()
                assert not loads.are_uneven()
        with another(loads, 0), in_hand(loads, 1):
            assert loads.are_uneven()


def test_who_was_killed_while_it_looked_for_a_place_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gridward.config.loads.PATIENCE_SECONDS", 0.05)
    loads = Loads()
    killed = fork.Process(target=held_for_ever, args=(loads,))
    killed.start()
    killed.join(PATIENCE)
    for _ in range(2):
        with in_hand(loads, 3):
            assert not loads.are_uneven()


def held_for_ever(loads: Loads) -> None:
    """What a process does that is killed at the worst moment."""
    loads._claiming.acquire()
    os._exit(0)


def test_a_process_without_a_place_is_not_counted() -> None:
    loads = Loads(processes=1)
    with another(loads, 0), in_hand(loads, 9):
        assert not loads.are_uneven()
