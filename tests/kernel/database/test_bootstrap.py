"""Roles and database of the embedded server."""

import psycopg
import pytest

from gridward.kernel.database.bootstrap import bootstrap_embedded
from gridward.kernel.database.connection import (
    Connection,
    connect,
    connection_parameters,
    superuser_parameters,
)
from gridward.kernel.database.home import Home
from gridward.kernel.database.problems import Unreachable


def test_owner_owns_the_database(owner: Connection) -> None:
    query = """SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider,
                      datlocale FROM pg_database WHERE datname = current_database()"""
    row = owner.execute(query.encode()).fetchone()
    assert row == ("gridward_owner", "UTF8", "b", "C.UTF-8")


def test_chinese_characters_are_letters(owner: Connection) -> None:
    row = owner.execute("SELECT '幸福里' ~ '^[[:alpha:]]+$', lower('ÉÀ')").fetchone()
    assert row == (True, "éà")


def test_times_are_utc(owner: Connection) -> None:
    assert owner.execute("SHOW timezone").fetchone() == ("UTC",)


def test_repeating_changes_nothing(used_place: Home, superuser: Connection) -> None:
    query = b"SELECT rolname, rolpassword FROM pg_authid ORDER BY rolname"
    before = superuser.execute(query).fetchall()
    bootstrap_embedded(used_place)
    assert superuser.execute(query).fetchall() == before


def test_passwords_never_reach_the_server_in_clear(used_place: Home, superuser: Connection) -> None:
    query = b"SELECT rolpassword FROM pg_authid WHERE rolpassword IS NOT NULL"
    stored = [row[0] for row in superuser.execute(query)]
    assert len(stored) == 3
    assert all(password.startswith("SCRAM-SHA-256$") for password in stored)


@pytest.mark.parametrize("role", ["owner", "app"])
def test_wrong_password_is_refused(used_place: Home, role: str) -> None:
    parameters = connection_parameters("owner" if role == "owner" else "app")
    with pytest.raises(Unreachable, match="password authentication failed") as refusal:
        connect({**parameters, "password": "guess"})
    assert "guess" not in str(refusal.value)


def test_superuser_needs_its_password(used_place: Home) -> None:
    with pytest.raises(Unreachable, match="no password supplied"):
        connect({**superuser_parameters(used_place), "password": ""})


def test_application_obeys_row_level_security(owner: Connection, app: Connection) -> None:
    owner.execute("CREATE TABLE secret (grid int)")
    owner.execute("ALTER TABLE secret ENABLE ROW LEVEL SECURITY")
    owner.execute("CREATE POLICY own ON secret USING (grid = 1)")
    owner.execute("GRANT SELECT, INSERT ON secret TO gridward_app")
    owner.execute("INSERT INTO secret VALUES (1), (2)")
    assert app.execute("SELECT grid FROM secret").fetchall() == [(1,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("INSERT INTO secret VALUES (2)")
    app.execute("SET row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("SELECT grid FROM secret")


@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE gridward_owner",
        "SET ROLE postgres",
        "ALTER ROLE gridward_app BYPASSRLS",
        "GRANT gridward_owner TO gridward_app",
        "CREATE ROLE other",
        "CREATE DATABASE other",
        "CREATE TABLE own (number int)",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_application_cannot_gain_power(app: Connection, attempt: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(attempt.encode())


def test_owner_can_see_with_the_application_s_eyes(owner: Connection) -> None:
    owner.execute("SET ROLE gridward_app")
    assert owner.execute("SELECT current_user").fetchone() == ("gridward_app",)


def test_owner_can_make_a_database_for_tests(owner: Connection) -> None:
    owner.execute("CREATE DATABASE test_of_the_owner")
    with connect(connection_parameters("owner", "test_of_the_owner")) as connection:
        assert connection.info.dbname == "test_of_the_owner"
    owner.execute("DROP DATABASE test_of_the_owner")


def test_other_roles_cannot_enter(superuser: Connection) -> None:
    row = superuser.execute("SELECT has_database_privilege('public', 'gridward', 'CONNECT')")
    assert row.fetchone() == (False,)
