"""Where the database is and as whom to speak to it.

Asking never starts anything, so that settings may ask.
"""

import os
from typing import Any, Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from gridward.kernel.database.embedded import SUPERUSER
from gridward.kernel.database.home import Home, home
from gridward.kernel.database.port import HOST, stored_port
from gridward.kernel.database.problems import Unreachable, UrlInvalid

Role = Literal["owner", "app"]
Parameters = dict[str, str]
Connection = psycopg.Connection[tuple[Any, ...]]

DATABASE = "gridward"
EMBEDDED_ROLES: dict[Role, str] = {"owner": "gridward_owner", "app": "gridward_app"}
OWNER_SETTING, APP_SETTING = "GRIDWARD_DATABASE_URL", "GRIDWARD_APP_DATABASE_URL"
CONNECT_SECONDS = "10"


def is_external() -> bool:
    """Whether GRIDWARD_DATABASE_URL names a server of the administrator."""
    return bool(os.environ.get(OWNER_SETTING))


def connection_parameters(role: Role, database: str | None = None) -> Parameters:
    """Parameters of libpq: always host, port, user, password, dbname; with a URL also its options
    (sslmode ...).

    `role` "owner" owns the tables and migrates; "app" serves requests and obeys row-level security.
    `database` names another database of the same server (tests). Raises UrlInvalid, SecretsMissing,
    HomeNotWritable.
    """
    parameters = _external(role) if is_external() else _embedded(home(), EMBEDDED_ROLES[role])
    return {**parameters, "dbname": database} if database else parameters


def superuser_parameters(of: Home) -> Parameters:
    """The embedded server's own superuser, for `bootstrap` alone."""
    return {**_embedded(of, SUPERUSER), "dbname": SUPERUSER}


def connect(parameters: Parameters) -> Connection:
    """A connection in autocommit; raises Unreachable."""
    options = {"connect_timeout": CONNECT_SECONDS, **parameters}
    try:
        return psycopg.connect(make_conninfo("", **options), autocommit=True)
    except psycopg.OperationalError as error:
        raise Unreachable(address=address(parameters), reason=str(error).strip()) from None


def address(parameters: Parameters) -> str:
    """Host, port and database for people; never the password."""
    return f"{parameters['host']}:{parameters['port']}/{parameters['dbname']}"


def _embedded(of: Home, user: str) -> Parameters:
    return {
        "host": HOST,
        "port": str(stored_port(of)),
        "user": user,
        "password": of.password(user),
        "dbname": DATABASE,
    }


def _external(role: Role) -> Parameters:
    owner = _parsed(OWNER_SETTING)
    if role == "owner":
        return owner
    if os.environ.get(APP_SETTING):
        return _parsed(APP_SETTING)
    user = f"{owner['dbname']}_app"
    return {**owner, "user": user, "password": home().password(user)}


def _parsed(setting: str) -> Parameters:
    try:
        found = conninfo_to_dict(os.environ[setting])
    except psycopg.ProgrammingError as error:
        raise UrlInvalid(setting=setting, reason=str(error).strip()) from None
    missing = [name for name in ("host", "user", "dbname") if not found.get(name)]
    if missing:
        raise UrlInvalid(setting=setting, reason=", ".join(missing))
    return {"port": "5432", "password": ""} | {name: str(value) for name, value in found.items()}
