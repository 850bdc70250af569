"""`gridward backup`, `restore`: who asks for passphrases, says how far it is, leaves no half home.

The work on files and with PostgreSQL's programs is `gridward.kernel.database.backup`. Django is set up only once a file
was found whole; what needs it stands in `gridward.config.commands.restoring`.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gridward.config.master_keys import (
    bring_keys,
    chosen_suite,
    master_key_file,
    require_keys,
)
from gridward.config.running import language
from gridward.kernel import clock
from gridward.kernel.database.backup import loading, making, passphrase
from gridward.kernel.database.backup.emptying import restoring
from gridward.kernel.database.backup.manifest import Manifest
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.database.home import home
from gridward.kernel.database.use import database_in_use
from gridward.kernel.problems import Problem
from gridward.kernel.texts import say

NOTES = "backups.json"  # in the home: the last backup that was verified, the last that failed
SECONDS_BETWEEN_WORDS = 2.0


def make(file: Path) -> dict[str, Any]:
    """Back up as the owner of the tables, while the database runs; what was written is read once more."""
    secret = passphrase.new(passphrase.OF_BACKUPS, _say("passphrase_new"))
    making.make_backup(
        file,
        connection_parameters("owner"),
        passphrase=secret,
        suite=chosen_suite(),
        version=version("gridward"),
        tell=_progress("made"),
    )
    about = loading.inspect(file, secret, _progress("checked", file))
    told = {"file": str(file.absolute()), "bytes": file.stat().st_size, **_told(about)}
    note("last", told)
    return told


def note(what: str, told: dict[str, Any]) -> None:
    """Keep what became of a backup, `last` or `failed`, for `gridward status`."""
    at = clock.now().isoformat(timespec="seconds")
    home().write(NOTES, json.dumps({**notes(), what: {"at": at, **told}}, indent=1))


def noting_failure(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `act` answers; its refusal is noted before it is raised."""
    try:
        return act()
    except Problem as problem:
        note("failed", {"code": problem.code, "sentence": problem.sentence()})
        raise


def notes() -> dict[str, dict[str, Any]]:
    """What was noted."""
    file = home().path / NOTES
    found: dict[str, dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def verify(file: Path) -> dict[str, Any]:
    """Read a whole backup without restoring it; needs neither database nor keys."""
    about, _ = _checked(file)
    return {"file": str(file), "holds": True, **_told(about)}


def restore(file: Path, keys: Path | None, *, plain: bool) -> dict[str, Any]:
    """Restore into an empty home and say what was done; any failure leaves the home empty again.

    `keys` is a key export, needed unless the master key file lies in its place already. `plain` takes a dump of
    `pg_dump --format=custom`, which nothing vouches for.
    """
    place, key_file = home(), master_key_file()
    about, secret = (None, "") if plain else _checked(file)
    with restoring(place, key_file):
        place.make()
        if keys:
            bring_keys(keys)
        if about:
            require_keys(about.master_keys)
            making.require_room(place.path, 2 * about.database_bytes)
        return _restored(file, secret, about)


def _restored(file: Path, secret: str, about: Manifest | None) -> dict[str, Any]:
    os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    import_module("django").setup()
    after = import_module("gridward.config.commands.restoring")
    if about:
        after.require_known(about.migrations, about.version)
    tell = _progress("restored", file)
    with database_in_use(restoring=True):
        owner = connection_parameters("owner")
        if about:
            loading.load(file, secret, about, owner, tell)
        else:
            loading.load_plain(file, owner, tell)
            after.require_known_here()
        told = {"file": str(file), "compared": about is not None, **(_told(about) if about else {})}
        done: dict[str, Any] = told | after.bring_up(about.made_at if about else None)
        return done


def _checked(file: Path) -> tuple[Manifest, str]:
    """A backup read to its end, and its passphrase."""
    loading.require_sealed(file)
    secret = passphrase.known(passphrase.OF_BACKUPS, _say("passphrase"))
    return loading.inspect(file, secret, _progress("checked", file)), secret


def _told(about: Manifest) -> dict[str, Any]:
    return {
        "made_at": about.made_at,
        "version": about.version,
        "postgresql": about.server,
        "tables": len(about.tables),
        "rows": about.rows,
        "epoch_then": about.epoch,
        "keys_included": False,
        "master_keys_needed": about.master_keys,
    }


def _say(name: str, **values: object) -> str:
    return say(f"word.backup.{name}", language(), **values)


def _progress(what: str, file: Path | None = None) -> Callable[[int], None]:
    """Says on standard error how far it is: megabytes, and of a file that exists per cent."""
    whole = file.stat().st_size if file and file.exists() else 0
    said_at = time.monotonic()

    def tell(passed: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at < SECONDS_BETWEEN_WORDS:
            return
        said_at = time.monotonic()
        share = f" {100 * passed // whole} %" if whole else ""
        sys.stderr.write(f"{_say(what)} {passed / 2**20:,.0f} MB{share}\n")

    return tell
