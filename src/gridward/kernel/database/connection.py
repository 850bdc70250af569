"""Where the database is and as whom to speak to it.

Asking never starts anything, so that settings may ask.
"""

import json
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
REPLICA_SETTING = "GRIDWARD_REPLICA_URL"
REPLICA_FILE = "replica.json"  # in the home: which folder holds our own replica, and its port
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


def replica_parameters() -> Parameters | None:
    """Where reports may be read: the replica that GRIDWARD_REPLICA_URL names, else our own, else None.

    Always as the application's role, whatever role the address names: the wall holds there too.
    """
    if os.environ.get(REPLICA_SETTING):
        named = _address(REPLICA_SETTING)
        taken = {name: named[name] for name in named if name not in ("user", "password", "dbname")}
        return {**connection_parameters("app"), "port": "5432", **taken}
    if is_external() or not (home().path / REPLICA_FILE).exists():
        return None
    known = json.loads((home().path / REPLICA_FILE).read_text("utf-8"))
    return {**connection_parameters("app"), "port": str(known["port"])}


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
    return {"port": "5432", "password": ""} | _address(setting, "host", "user", "dbname")


def _address(setting: str, *needed: str) -> Parameters:
    """What an address of the environment says; raises UrlInvalid, also when `needed` parts are missing."""
    try:
        found = conninfo_to_dict(os.environ[setting])
    except psycopg.ProgrammingError as error:
        raise UrlInvalid(setting=setting, reason=str(error).strip()) from None
    missing = [name for name in (needed or ("host",)) if not found.get(name)]
    if missing:
        raise UrlInvalid(setting=setting, reason=", ".join(missing))
    return {name: str(value) for name, value in found.items()}
