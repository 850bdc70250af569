"""Requests take turns; one that comes slowly keeps nobody waiting."""

import threading
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest

from gridward.config.turns import READ_AHEAD, Line, Turns

PATIENCE = 20.0


class Doors:
    """An application whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.inside = threading.Semaphore(0)
        self.let_go = threading.Semaphore(0)
        self.bodies: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.bodies.append(environ["wsgi.input"].read())
        self.inside.release()
        assert self.let_go.acquire(timeout=PATIENCE)
        return [b"done"]


class Slow:
    """A body whose end comes when it is let go."""

    def __init__(self) -> None:
        self.begun, self.end = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        if not self.begun.is_set():
            self.begun.set()
            return b"be"
        assert self.end.wait(PATIENCE)
        return b"gun"


def asked(turns: Turns, body: Any = None, length: str = "") -> threading.Thread:
    environ = {"wsgi.input": body or BytesIO(), "CONTENT_LENGTH": length}
    thread = threading.Thread(target=turns, args=(environ, None))
    thread.start()
    return thread


@pytest.fixture
def doors() -> Iterator[Doors]:
    made = Doors()
    yield made
    for _ in range(9):
        made.let_go.release()


def test_only_so_many_are_inside_at_once(doors: Doors) -> None:
    turns = Turns(doors, at_once=2)
    threads = [asked(turns) for _ in range(3)]
    for _ in range(2):
        assert doors.inside.acquire(timeout=PATIENCE)
    assert not doors.inside.acquire(timeout=0.05)
    doors.let_go.release()
    assert doors.inside.acquire(timeout=PATIENCE)
    for _ in range(2):
        doors.let_go.release()
    for one in threads:
        one.join(PATIENCE)
        assert not one.is_alive()


def test_one_that_comes_slowly_holds_no_turn(doors: Doors) -> None:
    turns, slow = Turns(doors, at_once=1), Slow()
    first = asked(turns, slow, "5")
    assert slow.begun.wait(PATIENCE)
    second = asked(turns, BytesIO(b"quick"), "5")
    assert doors.inside.acquire(timeout=PATIENCE)
    doors.let_go.release()
    second.join(PATIENCE)
    slow.end.set()
    assert doors.inside.acquire(timeout=PATIENCE)
    doors.let_go.release()
    first.join(PATIENCE)
    assert doors.bodies == [b"quick", b"begun"]


def test_one_that_fails_gives_its_turn_back() -> None:
    def fails(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise ValueError("broken")

    turns = Turns(fails, at_once=1)
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            turns({"wsgi.input": BytesIO(), "CONTENT_LENGTH": ""}, None)


@pytest.mark.parametrize("length", ["", "0", "x", "-3", str(READ_AHEAD + 1)])
def test_what_has_no_length_or_too_much_is_left_to_the_doors(length: str) -> None:
    body, seen = BytesIO(b"left"), []

    def looks(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.append(environ["wsgi.input"])
        return []

    Turns(looks)({"wsgi.input": body, "CONTENT_LENGTH": length}, None)
    assert seen == [body]


def test_body_that_ends_early_is_given_as_it_came(doors: Doors) -> None:
    doors.let_go.release()
    asked(Turns(doors), BytesIO(b"cut"), "10").join(PATIENCE)
    assert doors.bodies == [b"cut"]


def test_who_came_first_has_the_first_turn() -> None:
    line, served = Line(at_once=1), list[int]()

    def one(number: int) -> None:
        with line:
            served.append(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
    with line:
        for number, thread in enumerate(threads):
            thread.start()
            while line.waiting <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(PATIENCE)
    assert served == list(range(20))


def test_a_turn_that_nobody_waits_for_is_free_again() -> None:
    line = Line(at_once=1)
    for _ in range(3):
        with line:
            assert line.waiting == 0
