"""The push process of `gridward serve`: who hears of what, and what happens when sessions, connections or it end."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from uuid import uuid4

import pytest

from gridward.config.live.keeping import LOOK_SECONDS
from gridward.kernel.database.connection import Connection, connect, connection_parameters
from gridward.kernel.live.listening import NAME
from tests.flows.conftest import Copy
from tests.flows.streams import Line, Listener, Told, answered, cookie_of, listening, status_of
from tests.served import LIGHT, Served, inspected, serving

pytestmark = pytest.mark.slow
LEEWAY = 3.0
EACH = 3
LOOK_AT_ALL = {"topic": None, "grid": None}


@pytest.fixture(scope="module")
def street(street_home: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_PUSH_STREAMS_EACH", str(EACH))
        with serving(street_home(tmp_path_factory.mktemp("push") / "home"), **LIGHT) as running:
            with closing(answered(running, "")) as line, line.content:
                assert line.status == 401
            yield running


@pytest.fixture
def cookie(street: Served) -> str:
    return entered(street, "wangge")


def entered(street: Served, name: str) -> str:
    """The cookies of a new session of a demo person, which the server's own requests have too from now on."""
    street.enter(name, json.loads((street.home / "demo-sign-ins.json").read_text())[name])
    return cookie_of(street)


def grids_of(street: Served) -> tuple[str, str]:
    """A base grid of whoever is signed in, and one of another community."""
    _, tree = street.ask("GET", "/api/v1/territory/tree")
    every = [one for row in tree["communities"] for one in row["grids"] if one["kind"] == "base"]
    return next(one["id"] for one in every if one["mine"]), every[-1]["id"]


def opens(street: Served, grid: str) -> None:
    """An order is opened by whoever is signed in."""
    said = {"id": str(uuid4()), "kind": "facility_broken", "grid_id": grid}
    status, answer = street.ask(
        "POST", "/api/v1/workorders", {**said, "answers": {"facility": "围挡"}}
    )
    assert status == 201, answer


@contextmanager
def as_application(street: Served) -> Iterator[Connection]:
    """The database as the application's role, whose own lines it may cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDWARD_HOME", str(street.home))
        with connect(connection_parameters("app")) as raw:
            yield raw


def is_quiet(listener: Listener) -> None:
    """The first word of a new stream is to look at everything; then nothing happens."""
    first = listener.take()
    assert first is not None
    assert (first.name, first.data) == ("RESYNC", LOOK_AT_ALL)


def end_of(listener: Listener) -> Told | None:
    """What a stream says last; a line to the database that another test broke may make it look at all once more."""
    told = listener.take(LOOK_SECONDS + LEEWAY)
    while told is not None and told.name == "RESYNC":
        told = listener.take(LOOK_SECONDS + LEEWAY)
    return told


def test_an_order_is_heard_of_where_one_has_a_right(street: Served) -> None:
    worker = entered(street, "wangge")
    own, foreign = grids_of(street)
    with listening(street, worker) as listener:
        is_quiet(listener)
        entered(street, "jiedao")
        opens(street, own)
        told = listener.take()
        assert told is not None
        assert told.data == {"topic": "orders", "grid": own}
        opens(street, foreign)
        assert listener.is_silent(1.5)


def test_a_stream_that_comes_back_hears_what_it_missed_and_no_more(
    street: Served, cookie: str
) -> None:
    own, foreign = grids_of(street)
    entered(street, "jiedao")
    with listening(street, cookie) as listener:
        is_quiet(listener)
        opens(street, own)
        told = listener.take()
        assert told is not None
    opens(street, foreign)
    with listening(street, cookie, told.place) as again:
        assert again.is_silent(1.0)
    opens(street, own)
    with listening(street, cookie, told.place) as again:
        missed = again.take()
        assert missed is not None
        assert missed.data == {"topic": "orders", "grid": own}


def test_a_stream_of_another_life_looks_at_everything(street: Served, cookie: str) -> None:
    for place in ("0badcafe-3", "nothing", "0badcafe-x"):
        with listening(street, cookie, place) as listener:
            is_quiet(listener)


def test_a_browser_is_told_where_the_stream_is(street: Served, cookie: str) -> None:
    address = f"http://127.0.0.1:{street.push_port}/push"
    assert street.ask("GET", "/api/v1/live") == (200, {"address": address})


@pytest.mark.parametrize("name", ["guanli", "yinsi"])
def test_whoever_hears_of_nothing_is_told_of_no_stream(street: Served, name: str) -> None:
    entered(street, name)
    assert street.ask("GET", "/api/v1/live") == (200, {"address": None})


def test_without_a_session_nothing_is_told(street: Served, cookie: str) -> None:
    assert status_of(street, "") == 401
    with closing(Line(street.push_port, "", origin=street.address)) as line, line.content:
        assert line.status == 401
        assert line.headers["Access-Control-Allow-Origin"] == street.address
    assert status_of(street, "sessionid=guessed") == 401


def test_the_administrator_of_the_server_hears_of_no_order(street: Served) -> None:
    assert status_of(street, entered(street, "guanli")) == 401


def test_a_page_of_another_origin_is_refused(street: Served, cookie: str) -> None:
    assert status_of(street, cookie, "http://evil.example") == 403
    with closing(answered(street, cookie, origin=street.address)) as own, own.content:
        assert own.status == 200
        assert own.headers["Access-Control-Allow-Origin"] == street.address
        assert own.headers["Access-Control-Allow-Credentials"] == "true"


def test_an_account_has_so_many_streams_and_no_more(street: Served, cookie: str) -> None:
    with ExitStack() as held:
        lines = [held.enter_context(open_line(street, cookie)) for _ in range(EACH)]
        assert [one.status for one in lines] == [200] * EACH
        assert status_of(street, cookie) == 429
        lines[0].close()
        eventually_free(street, cookie)


@contextmanager
def open_line(street: Served, cookie: str) -> Iterator[Line]:
    """A stream of which only the head is read."""
    with closing(answered(street, cookie)) as line, line.content:
        yield line


def eventually_free(street: Served, cookie: str) -> None:
    """One more stream can be opened; a closed one is noticed by and by."""
    deadline = time.monotonic() + 10
    while (status := status_of(street, cookie)) == 429:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert status == 200


def test_who_signs_out_hears_no_more(street: Served, cookie: str) -> None:
    with listening(street, cookie) as listener:
        is_quiet(listener)
        street.ask("DELETE", "/_allauth/browser/v1/auth/session")
        assert listener.take(LOOK_SECONDS + LEEWAY) == Told("ENDED", {"reason": "session"})
        assert listener.take() is None
    assert status_of(street, cookie) == 401


def test_a_session_that_is_revoked_ends_its_stream(street: Served, cookie: str) -> None:
    with listening(street, cookie) as listener, inspected(street.home) as raw:
        is_quiet(listener)
        raw.execute("UPDATE staff_account SET is_active = false WHERE username = 'wangge'")
        try:
            assert listener.take(LOOK_SECONDS + LEEWAY) == Told("ENDED", {"reason": "session"})
        finally:
            raw.execute("UPDATE staff_account SET is_active = true WHERE username = 'wangge'")


def test_whose_post_ends_hears_no_more(street: Served, cookie: str) -> None:
    with listening(street, cookie) as listener, inspected(street.home) as raw:
        is_quiet(listener)
        held = raw.execute(
            "UPDATE staff_appointment SET valid_to = valid_from + 1 WHERE valid_to IS NULL AND member_id ="
            " (SELECT member_id FROM staff_account WHERE username = 'wangge') RETURNING id"
        ).fetchall()
        try:
            assert end_of(listener) == Told("ENDED", {"reason": "session"})
        finally:
            raw.execute(
                "UPDATE staff_appointment SET valid_to = NULL WHERE id = ANY (%s)",
                [[one for (one,) in held]],
            )


def test_when_the_line_to_the_database_breaks_it_is_made_anew_and_all_is_looked_at(
    street: Served, cookie: str
) -> None:
    own, _ = grids_of(street)
    entered(street, "jiedao")
    with listening(street, cookie) as listener, as_application(street) as raw:
        is_quiet(listener)
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
        assert raw.execute(cut, [NAME]).fetchall() == [(True,)]
        is_quiet(listener)
        opens(street, own)
        told = listener.take()
        assert told is not None
        assert told.data == {"topic": "orders", "grid": own}


def test_a_push_process_that_dies_comes_back(street: Served, cookie: str) -> None:
    with listening(street, cookie) as listener:
        is_quiet(listener)
        [pid] = street.children("gridward.config.push")
        os.kill(pid, signal.SIGKILL)
        assert listener.take() is None
    with listening(street, cookie) as listener:
        is_quiet(listener)
