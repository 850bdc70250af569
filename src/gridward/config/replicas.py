"""`gridward replica make | remove | promote`: the commands around `gridward.kernel.database.standby`."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from gridward.config.master_keys import bring_keys, require_keys
from gridward.kernel.database import standby
from gridward.kernel.database.backup import manifest
from gridward.kernel.database.connection import connect, connection_parameters, is_external
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import home
from gridward.kernel.database.problems import ReplicaOfExternal
from gridward.kernel.database.use import database_in_use


def make(folder: Path) -> dict[str, Any]:
    """Copy the primary, which runs meanwhile; the replica begins with the next start of `serve`."""
    if is_external():
        raise ReplicaOfExternal
    with database_in_use():
        place = standby.make_replica(home(), folder)
    return {"replica": str(place.path), "starts_with": "gridward serve"}


def remove() -> dict[str, Any]:
    """Stop and delete the replica."""
    with database_in_use():
        return {"removed": str(standby.remove_replica(home()))}


def promote(keys: Path | None) -> dict[str, Any]:
    """Make the replica in this home the primary: a new epoch, told in the record. `keys` brings the master keys."""
    place = home()
    server = EmbeddedPostgres(place)
    standby.primary_of(place)
    if keys:
        bring_keys(keys)
    server.start()
    try:
        with connect(connection_parameters("owner")) as replica:
            require_keys(manifest.master_keys(replica))
        standby.promote(place)
    finally:
        server.stop()
    os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
    os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
    with database_in_use():
        import_module("django").setup()
        after = import_module("gridward.config.commands.restoring")
        told: dict[str, Any] = after.follow_promotion()
    return {"home": str(place.path), **told}
