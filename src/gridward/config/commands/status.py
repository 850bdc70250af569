"""`gridward status`: what the keeper of the server should know at a glance, and what needs a hand."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gridward.config import backups
from gridward.config.master_keys import master_key_file
from gridward.config.running import language
from gridward.kernel import clock
from gridward.kernel.crypto import master
from gridward.kernel.database import replica
from gridward.kernel.database.backup import manifest
from gridward.kernel.database.connection import (
    Connection,
    address,
    connect,
    connection_parameters,
    is_external,
)
from gridward.kernel.database.home import home
from gridward.kernel.texts import say

OLD_BACKUP = timedelta(days=2)  # where one is made each night
OLD_BACKUP_BY_HAND = timedelta(days=8)
LITTLE_ROOM = 0.1  # of a disk, where that is less than
ENOUGH_ROOM = 10 * 2**30  # bytes; a database of more than half of this wants its double


def look() -> dict[str, Any]:
    """Everything, and `warnings` as sentences in the language of the command line."""
    parameters = connection_parameters("owner")
    with connect(parameters) as raw:
        told: dict[str, Any] = {
            "version": version("gridward"),
            "database": _database(raw) | {"address": address(parameters)},
            "migrations": _migrations(),
            "epoch": manifest.epoch(raw),
            "backup": _backup(),
            "replica": _replica(),
            "disk": _disk(),
            "keys": _keys(raw),
        }
    told["warnings"] = [
        say(f"word.status.{word}", language(), **of) for word, of in _warnings(told)
    ]
    return told


def _database(raw: Connection) -> dict[str, Any]:
    row = raw.execute("SELECT pg_database_size(current_database())").fetchone()
    number = raw.info.server_version
    return {
        "postgresql": f"{number // 10000}.{number % 10000}",
        "embedded": not is_external(),
        "bytes": int(row[0]) if row else 0,
    }


def _migrations() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    pending = [f"{one.app_label}.{one.name}" for one, _ in plan]
    return {"applied": len(executor.loader.applied_migrations), "pending": pending}


def _backup() -> dict[str, Any]:
    noted = backups.notes()
    by_clock = {
        "folder": settings.BACKUP_FOLDER,
        "hour": settings.BACKUP_HOUR,
        "kept": settings.BACKUP_KEEP,
    }
    return {
        "schedule": by_clock if settings.BACKUP_FOLDER else None,
        "last": noted.get("last"),
        "failed": noted.get("failed"),
    }


def _replica() -> dict[str, Any] | None:
    found = replica.lag()
    if found is None:
        return None
    usable = found.seconds is not None and found.seconds <= settings.REPLICA_LAG_SECONDS
    return {"lag_seconds": found.seconds, "streaming": found.streaming, "usable": usable}


def _disk() -> dict[str, Any]:
    folders = {"home": home().cluster}
    if settings.BACKUP_FOLDER:
        folders["backups"] = Path(settings.BACKUP_FOLDER)
    return {name: _room(folder) for name, folder in folders.items()}


def _room(folder: Path) -> dict[str, int] | None:
    try:
        usage = shutil.disk_usage(next(one for one in (folder, *folder.parents) if one.exists()))
    except OSError:
        return None
    return {"free": usage.free, "total": usage.total}


def _keys(raw: Connection) -> dict[str, Any]:
    file = master_key_file()
    states: Counter[str] = Counter()
    if manifest.has_table(raw, "kernel_datakey"):
        rows = raw.execute("SELECT state, count(*) FROM kernel_datakey GROUP BY state")
        states.update({str(state): int(count) for state, count in rows})
    return {
        "file": str(file),
        "master_keys": [key.id for key in master.read(file)] if file.exists() else [],
        "needed": manifest.master_keys(raw),
        "data_keys": dict(states),
    }


def _warnings(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    if told["migrations"]["pending"]:
        yield "migrations_pending", {"count": len(told["migrations"]["pending"])}
    yield from _backup_warnings(told["backup"])
    if told["replica"] and not told["replica"]["usable"]:
        yield "replica_behind", {"seconds": told["replica"]["lag_seconds"] or "?"}
    for name, room in told["disk"].items():
        if room is None or room["free"] < wanted_room(room["total"], told["database"]["bytes"]):
            free = room["free"] // 2**20 if room else "?"
            yield "little_room", {"where": name, "free": free}
    missing = set(told["keys"]["needed"]) - set(told["keys"]["master_keys"])
    if missing:
        yield "master_key_missing", {"keys": ", ".join(sorted(missing))}


def wanted_room(total: int, database: int) -> int:
    """Bytes that should be free on a disk of `total` bytes, beside a database of so many."""
    return max(min(int(LITTLE_ROOM * total), ENOUGH_ROOM), 2 * database)


def _backup_warnings(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    last, failed = told["last"], told["failed"]
    if failed and (not last or failed["at"] > last["at"]):
        yield "backup_failed", {"at": failed["at"], "reason": failed["sentence"]}
    if not last:
        yield "backup_never", {}
        return
    patience = OLD_BACKUP if told["schedule"] else OLD_BACKUP_BY_HAND
    if clock.now() - datetime.fromisoformat(last["at"]) > patience:
        yield "backup_old", {"at": last["at"]}
