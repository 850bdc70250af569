"""Of the pool the connection that rested least is given to a request, and none that the server has ended."""

from collections.abc import Iterator

import psycopg
import pytest

from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.database.engine.base import NewestFirst, lives

pytestmark = pytest.mark.usefixtures("database_server")


@pytest.fixture
def resting() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    with psycopg.connect(**connection_parameters("owner"), autocommit=True) as connection:
        yield connection


def test_one_that_rests_lives(resting: "psycopg.Connection[tuple[object, ...]]") -> None:
    assert lives(resting)


def test_one_that_hears_of_something_else_lives(
    resting: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    resting.execute("LISTEN something_else")
    with psycopg.connect(**connection_parameters("owner"), autocommit=True) as other:
        other.execute("NOTIFY something_else")
    assert lives(resting)


def test_one_that_the_server_has_ended_does_not(
    resting: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    with psycopg.connect(**connection_parameters("owner"), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [resting.info.backend_pid])
    assert not lives(resting)


def test_the_pool_gives_the_one_that_rested_least() -> None:
    with NewestFirst(kwargs=connection_parameters("owner"), min_size=0, max_size=3) as pool:
        kept = [pool.getconn() for _ in range(3)]
        for one in kept:
            pool.putconn(one)
        given = [pool.getconn() for _ in range(3)]
        assert [id(one) for one in given] == [id(one) for one in reversed(kept)]
        for one in given:
            pool.putconn(one)
