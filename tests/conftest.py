"""Fixtures of all tests: the real database, the world of known people, the wall."""

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from gridward.config.screens import ScreensMiddleware
from gridward.ground.audit.models import Line
from gridward.ground.audit.queries.lines import sentence
from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account
from gridward.kernel.crypto.vault import vault
from gridward.kernel.database.connection import (
    connect,
    connection_parameters,
    is_external,
    superuser_parameters,
)
from gridward.kernel.database.home import home
from gridward.kernel.database.use import database_in_use
from gridward.kernel.migrating import changed_classes_alone
from gridward.kernel.rows import grant_application, tell_database
from gridward.kernel.texts import LANGUAGES
from gridward.work.supplies.services.articles import load_articles
from gridward.work.workorders.services.kinds import load_kinds
from tests.world import World, make_world

# How long an example takes, or takes to draw, on a busy machine decides no test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

Rows = QuerySet[Any]

APART = {"e2e": "tests/e2e/", "histories": "tests/exchange/sync/"}
"""Where the tests of a mark stand: `make test` looks for them nowhere else."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A marked test that stands elsewhere would be run by nobody."""
    for mark, folder in APART.items():
        lost = [one.nodeid for one in items if one.get_closest_marker(mark)]
        lost = [name for name in lost if not name.startswith(folder)]
        if lost:
            raise pytest.UsageError(f"{lost[0]} is marked {mark} and does not stand in {folder}")


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The embedded PostgreSQL of the tests' home, or the one GRIDWARD_DATABASE_URL names.

    Ours does not wait for the disk: nobody needs after a power cut what a test stored. Tests of what survives one have
    homes of their own, as a street has them.
    """
    with database_in_use():
        if not is_external():
            _hurry()
        yield


def _hurry() -> None:
    with connect(superuser_parameters(home())) as server:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(f"ALTER SYSTEM SET {name} = off")
        server.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: None) -> None:
    """Nobody asks for the test database before the server runs."""


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Tables as a new home gets them, the application's rights, and the program's kinds of orders and articles."""
    with changed_classes_alone():
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        grant_application(connection_parameters("app")["user"])
        load_kinds()
        load_articles()


@pytest.fixture(autouse=True, scope="session")
def _every_line_can_be_told() -> Iterator[None]:
    """A line of the record that has no sentence, or whose sentence asks for more than it says, fails its writer."""

    sign = Line.mac_after

    def told_and_signed(line: Line, previous: bytes) -> bytes:
        for language in LANGUAGES:
            sentence(line, language)
        return sign(line, previous)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Line, sign.__name__, told_and_signed)
        yield


@pytest.fixture(autouse=True, scope="session")
def _files_of_screens_are_looked_at_once() -> Iterator[None]:
    """Each of Django's clients begins all middleware anew, which looks at five hundred files that stay the same."""
    look = ScreensMiddleware.update_files_dictionary
    found: dict[tuple[str, str], dict[str, object]] = {}

    def look_once(screens: ScreensMiddleware, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            other, screens.files = screens.files, {}
            look(screens, root, prefix)
            found[root, prefix], screens.files = screens.files, other
        screens.files.update(found[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScreensMiddleware, look.__name__, look_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _unordered_rows_come_in_any_order() -> Iterator[None]:
    """PostgreSQL promises no order to a query that names none: whoever relies on one fails here, not once a month."""
    fetch: Callable[[Rows], None] = QuerySet._fetch_all
    iterate: Callable[..., Iterator[Any]] = QuerySet._iterator

    def fetch_shuffled(rows: Rows) -> None:
        fetched_now = rows._result_cache is None
        fetch(rows)
        if fetched_now and not rows.ordered:
            rows._result_cache = shuffled(rows._result_cache)

    def iterate_shuffled(rows: Rows, *given: Any) -> Iterator[Any]:
        found = iterate(rows, *given)
        yield from found if rows.ordered else shuffled(found)

    def shuffled(found: Iterable[Any]) -> list[Any]:
        return sorted(found, key=lambda _: random.random())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_shuffled)
        patch.setattr(QuerySet, "_iterator", iterate_shuffled)
        yield


@pytest.fixture(autouse=True)
def _fresh_keys() -> Iterator[None]:
    """Keys made inside a test's transaction are gone after it."""
    vault.forget()
    yield
    vault.forget()


@pytest.fixture
def world(db: None) -> World:
    """Two streets, their grids and people of known standing."""
    return make_world()


@pytest.fixture(scope="session")
def first_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """What migrations and the program have put into each table, as JSON."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT coalesce(json_agg(t), '[]')::text FROM {name} t")
            rows[name] = cursor.fetchone()[0]
    return rows


@pytest.fixture
def kept_rows(first_rows: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After a test of real commits each table has its first rows again, and no other.

    Django would TRUNCATE all tables, full or not, and so make a thousand files anew after each of these tests. A
    superuser may delete with triggers and foreign keys at rest.
    """
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
    yield
    name = connection.settings_dict["NAME"]
    superuser = connection_parameters("owner") if is_external() else superuser_parameters(home())
    with connect({**superuser, "dbname": name}) as server, server.transaction():
        server.execute("SET LOCAL session_replication_role = replica")
        server.execute(";".join(f"DELETE FROM {table}" for table in first_rows).encode())
        for table, rows in first_rows.items():
            if rows != "[]":
                put_back = f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)"
                server.execute(put_back.encode(), [rows])


@pytest.fixture
def committed(kept_rows: None, transactional_db: None) -> World:
    """The world stored for good, for what two transactions do beside each other.

    (The mark `django_db` would empty the tables after `kept_rows`.)
    """
    return make_world()


@pytest.fixture
def behind_wall(db: None) -> Callable[[Account | None], None]:
    """Call with an account: from here on the test speaks as the application's role, in that account's scope."""

    def go(account: Account | None) -> None:
        with connection.cursor() as cursor:
            role = connection.ops.quote_name(connection_parameters("app")["user"])
            cursor.execute(f"SET LOCAL ROLE {role}")
        if account is not None:
            tell_database(actor_of_account(account))

    return go


@pytest.fixture
def client_of(behind_wall: Callable[[Account | None], None]) -> Callable[[Account], Client]:
    """A signed-in client whose requests run under the application's role."""

    def sign_in(account: Account) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(account)
        behind_wall(None)
        return client

    return sign_in
