"""A connection of the pool that the server has ended is not given to a request."""

from collections.abc import Iterator

import psycopg
import pytest

from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.database.engine.base import lives

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
