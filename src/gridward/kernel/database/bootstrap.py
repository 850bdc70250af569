"""Roles and database, made once and checked at every start.

Two roles: the owner owns the database and its tables, and migrates; the application's role is
neither owner nor superuser and cannot bypass row-level security. The owner may become the
application (SET ROLE), never the reverse. Passwords go to the server as SCRAM verifiers, so that
neither its log nor a printed command shows them.
"""

import os

import psycopg
from psycopg import sql

from gridward.kernel.database.connection import (
    APP_SETTING,
    DATABASE,
    EMBEDDED_ROLES,
    Connection,
    Parameters,
    address,
    connect,
    connection_parameters,
    superuser_parameters,
)
from gridward.kernel.database.home import Home
from gridward.kernel.database.problems import (
    AppRoleMissing,
    AppRoleTooPowerful,
    TooOld,
    Unreachable,
)

OLDEST = 160000  # PostgreSQL 16, as server_version_num
LOCK = 0x67726964  # "grid": two commands must not make the roles at the same time


def bootstrap_embedded(of: Home) -> None:
    """Make both roles and the database on the embedded server; harmless when repeated."""
    owner, app = EMBEDDED_ROLES["owner"], EMBEDDED_ROLES["app"]
    with connect(superuser_parameters(of)) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        for name, options in ((owner, "CREATEDB"), (app, "")):
            if not _role_exists(connection, name):
                connection.execute(_creation(connection, name, of.password(name), options))
        if not _database_exists(connection):
            connection.execute(_database_creation(owner))
        connection.execute(_membership(owner, app))
        for command in _entrance(DATABASE, app):
            connection.execute(command)


def bootstrap_external(of: Home) -> None:
    """Check an external server and see to the application's role.

    Raises Unreachable, TooOld, AppRoleMissing (with the commands for the administrator),
    AppRoleTooPowerful.
    """
    of.make()
    owner, app = connection_parameters("owner"), connection_parameters("app")
    with connect(owner) as connection:
        check_version(connection.info.server_version, address(owner))
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if APP_SETTING not in os.environ:
            _see_to_app_role(connection, owner, app)
        connect(app).close()
        _check_power(connection, app["user"])


def check_version(server_version: int, where: str) -> None:
    """`server_version` as libpq counts: 160004 is 16.4. Raises TooOld."""
    if server_version < OLDEST:
        raise TooOld(address=where, version=f"{server_version // 10000}.{server_version % 10000}")


def _see_to_app_role(connection: Connection, owner: Parameters, app: Parameters) -> None:
    """Create the application's role, or give it our password, where it cannot sign in yet."""
    name, password = app["user"], app["password"]
    if not _role_exists(connection, name):
        commands = [_creation(connection, name, password), _membership(owner["user"], name)]
    elif not _can_sign_in(app):
        commands = [_new_password(connection, name, password)]
    else:
        return
    try:
        for command in [*commands, *_entrance(app["dbname"], name)]:
            connection.execute(command)
    except psycopg.errors.InsufficientPrivilege as error:
        text = "; ".join(command.as_string(connection) for command in commands)
        reason = error.diag.message_primary
        raise AppRoleMissing(role=name, reason=reason, sql=f"{text};") from None


def _can_sign_in(parameters: Parameters) -> bool:
    try:
        connect(parameters).close()
    except Unreachable:
        return False
    return True


def _check_power(connection: Connection, app: str) -> None:
    query = """
        SELECT rolsuper, rolbypassrls, pg_has_role(rolname, current_user, 'MEMBER'), current_user
        FROM pg_roles WHERE rolname = %s"""
    row = connection.execute(query, [app]).fetchone()
    if row is None or not any(row[:3]):
        return
    words = ("SUPERUSER", "BYPASSRLS", f"MEMBER OF {row[3]}")
    reason = ", ".join(word for word, has in zip(words, row[:3], strict=True) if has)
    command = sql.SQL("ALTER ROLE {} NOSUPERUSER NOBYPASSRLS; REVOKE {} FROM {};").format(
        sql.Identifier(app), sql.Identifier(row[3]), sql.Identifier(app)
    )
    raise AppRoleTooPowerful(role=app, reason=reason, sql=command.as_string(connection))


def _role_exists(connection: Connection, name: str) -> bool:
    query = "SELECT 1 FROM pg_roles WHERE rolname = %s"
    return connection.execute(query, [name]).fetchone() is not None


def _database_exists(connection: Connection) -> bool:
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    return connection.execute(query, [DATABASE]).fetchone() is not None


def _creation(connection: Connection, name: str, password: str, options: str = "") -> sql.Composed:
    """`options` are words of ours, such as CREATEDB."""
    command = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {} PASSWORD {}")
    verifier = _verifier(connection, name, password)
    return command.format(sql.Identifier(name), sql.SQL(options), verifier)


def _new_password(connection: Connection, name: str, password: str) -> sql.Composed:
    verifier = _verifier(connection, name, password)
    return sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), verifier)


def _verifier(connection: Connection, name: str, password: str) -> sql.Literal:
    hashed = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return sql.Literal(hashed.decode())


def _membership(owner: str, app: str) -> sql.Composed:
    """The owner may SET ROLE to the application, so that tests and checks can see with its eyes."""
    command = sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE")
    return command.format(sql.Identifier(app), sql.Identifier(owner))


def _database_creation(owner: str) -> sql.Composed:
    return sql.SQL(
        "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
    ).format(sql.Identifier(DATABASE), sql.Identifier(owner))


def _entrance(database: str, app: str) -> list[sql.Composed]:
    """Close the database to other roles; the application may connect. Tables are for migrations."""
    name, role = sql.Identifier(database), sql.Identifier(app)
    return [
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name),
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, role),
    ]
