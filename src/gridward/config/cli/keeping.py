"""Commands of whoever keeps the server: `gridward backup | restore | status | keys export | replica`.

Those that need no database, or none yet, call their bodies directly; the others through `gridward.config.running`.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from gridward.config.running import AsJson, answer, run

KeyExport = Annotated[Path | None, typer.Option(help="A file made by `keys export`.")]
replica = typer.Typer(no_args_is_help=True, help="The read replica.")


def add_to(app: typer.Typer, keys: typer.Typer) -> None:
    """Enter the commands beside the others."""
    for name, command in (("backup", backup), ("restore", restore), ("status", status)):
        app.command(name)(command)
    app.command("backup-scheduled", hidden=True)(backup_scheduled)
    keys.command("export")(keys_export)
    app.add_typer(replica, name="replica")


def backup(
    file: Path,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only check a file made before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Back the whole database up into one encrypted file, while people work."""
    told = _body("backups", "verify")(file) if verify else run("owner", "backup", "make", file)
    answer(told, as_json)


def backup_scheduled(as_json: AsJson = False) -> None:
    """What the job of the night runs; a refusal is kept for `status`."""
    make = partial(run, "owner", "backup", "make_scheduled")
    answer(_body("backups", "noting_failure")(make), as_json)


def restore(
    file: Path,
    keys: KeyExport = None,
    plain: Annotated[bool, typer.Option(help="It is a dump by pg_dump, without seal.")] = False,
    as_json: AsJson = False,
) -> None:
    """Restore a backup into an empty home; exit code 1 when the record in it is broken."""
    told = _body("backups", "restore")(file, keys, plain=plain)
    answer(told, as_json)
    if told["record_broken_at"] is not None:
        raise typer.Exit(1)


def status(as_json: AsJson = False) -> None:
    """Versions, tables, backups, replica, disk and keys; exit code 1 when something needs a hand."""
    told = run("owner", "status", "look")
    answer(told, as_json)
    if told["warnings"]:
        raise typer.Exit(1)


def keys_export(file: Path, as_json: AsJson = False) -> None:
    """Write the master keys into an encrypted file, to be kept apart from the backups."""
    answer(_body("master_keys", "export_keys")(file), as_json)


@replica.command("make")
def replica_make(
    folder: Annotated[Path, typer.Argument(help="An empty folder, best on another disk.")],
    as_json: AsJson = False,
) -> None:
    """Copy the running database; `serve` then keeps the copy up to date, and reports are read from it."""
    answer(_body("replicas", "make")(folder), as_json)


@replica.command("remove")
def replica_remove(as_json: AsJson = False) -> None:
    """Stop and delete the replica."""
    answer(_body("replicas", "remove")(), as_json)


@replica.command("promote")
def replica_promote(keys: KeyExport = None, as_json: AsJson = False) -> None:
    """Make the replica in this home the primary, when the old one is lost."""
    answer(_body("replicas", "promote")(keys), as_json)


def _body(module: str, function: str) -> Callable[..., Any]:
    """A body, loaded now: `serve` stays light."""
    found: Callable[..., Any] = getattr(import_module(f"gridward.config.{module}"), function)
    return found
