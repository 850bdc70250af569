"""A server of the administrator, named by GRIDWARD_DATABASE_URL; ours plays its part."""

from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest

from gridward.kernel.database.bootstrap import check_version
from gridward.kernel.database.connection import (
    Connection,
    connect,
    connection_parameters,
    superuser_parameters,
)
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.problems import (
    AppRoleMissing,
    AppRoleTooPowerful,
    TooOld,
    Unreachable,
    UrlInvalid,
)
from gridward.kernel.database.use import DatabaseKeeper, database_in_use


@pytest.fixture
def administrator(used_place: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """The administrator's connection; the environment names the database `street` of its server."""
    parameters = superuser_parameters(used_place)
    with connect(parameters) as connection:
        connection.execute("CREATE ROLE clerk LOGIN PASSWORD 'p@ss/word'")
        connection.execute("CREATE DATABASE street OWNER clerk")
        url = f"postgresql://clerk:{quote('p@ss/word', safe='')}@127.0.0.1:{parameters['port']}"
        monkeypatch.setenv("GRIDWARD_DATABASE_URL", f"{url}/street")
        yield connection
        connection.execute("DROP DATABASE street WITH (FORCE)")
        connection.execute("DROP ROLE IF EXISTS street_app")
        connection.execute("DROP ROLE clerk")


def test_owner_is_the_one_of_the_url(administrator: Connection) -> None:
    parameters = connection_parameters("owner")
    assert (parameters["user"], parameters["password"]) == ("clerk", "p@ss/word")
    assert parameters["dbname"] == "street"


def test_options_of_the_url_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "GRIDWARD_DATABASE_URL", "postgresql://clerk@db.example/street?sslmode=require"
    )
    assert connection_parameters("owner", "test_street") == {
        "host": "db.example",
        "port": "5432",
        "user": "clerk",
        "password": "",
        "dbname": "test_street",
        "sslmode": "require",
    }


def test_application_s_role_is_made_where_the_owner_may(administrator: Connection) -> None:
    administrator.execute("ALTER ROLE clerk CREATEROLE")
    for _repeated in range(2):
        with database_in_use(), connect(connection_parameters("app")) as app:
            assert app.execute("SELECT current_user").fetchone() == ("street_app",)
    with connect(connection_parameters("owner")) as owner:
        owner.execute("SET ROLE street_app")


def test_application_s_lost_password_is_set_anew(administrator: Connection) -> None:
    administrator.execute("ALTER ROLE clerk CREATEROLE")
    with database_in_use():
        pass
    administrator.execute("ALTER ROLE street_app PASSWORD 'other'")
    with database_in_use(), connect(connection_parameters("app")) as app:
        assert app.info.user == "street_app"


def test_administrator_is_told_the_commands_that_help(administrator: Connection) -> None:
    with pytest.raises(AppRoleMissing) as refusal, database_in_use():
        pass
    commands = str(refusal.value.details["sql"])
    assert commands in refusal.value.sentence()
    assert connection_parameters("app")["password"] not in commands
    administrator.execute(commands.encode())
    with database_in_use(), connect(connection_parameters("app")) as app:
        assert app.info.user == "street_app"


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS"])
def test_application_s_role_with_too_much_power_is_refused(
    administrator: Connection, power: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.execute("ALTER ROLE clerk CREATEROLE")
    with database_in_use():
        pass
    administrator.execute(f"ALTER ROLE street_app {power}".encode())
    with pytest.raises(AppRoleTooPowerful, match=power), database_in_use():
        pass


def test_owner_as_the_application_is_refused(
    administrator: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = connection_parameters("owner")
    url = psycopg.conninfo.make_conninfo("", **parameters)
    monkeypatch.setenv("GRIDWARD_APP_DATABASE_URL", url)
    with pytest.raises(AppRoleTooPowerful, match="MEMBER OF clerk"), database_in_use():
        pass


def test_application_s_own_url_is_used(
    administrator: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.execute("CREATE ROLE street_app LOGIN PASSWORD 'given'")
    url = connection_parameters("owner") | {"user": "street_app", "password": "given"}
    monkeypatch.setenv("GRIDWARD_APP_DATABASE_URL", psycopg.conninfo.make_conninfo("", **url))
    with database_in_use(), connect(connection_parameters("app")) as app:
        assert app.info.user == "street_app"


def test_external_server_is_neither_started_nor_stopped(
    administrator: Connection, used_place: Home
) -> None:
    administrator.execute("ALTER ROLE clerk CREATEROLE")
    with database_in_use():
        keeper = DatabaseKeeper()
        keeper.start()
        assert keeper.is_running()
        assert keeper.is_ready()
    assert EmbeddedPostgres(used_place).is_ready()


def test_unreachable_server_is_named_without_its_password(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", "postgresql://clerk:hidden@127.0.0.1:1/street")
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:1/street") as refusal, database_in_use():
        pass
    assert "hidden" not in refusal.value.sentence()


@pytest.mark.parametrize("url", ["street", "postgresql://clerk@/", "postgresql://a:b@[::1/street"])
def test_url_that_names_no_database_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDWARD_DATABASE_URL", url)
    with pytest.raises(UrlInvalid, match="GRIDWARD_DATABASE_URL"):
        connection_parameters("owner")


def test_server_before_16_is_refused_by_its_version() -> None:
    with pytest.raises(TooOld, match=r"PostgreSQL 15\.12"):
        check_version(150012, "db.example:5432/street")


def test_server_16_is_new_enough() -> None:
    check_version(160000, "db.example:5432/street")
