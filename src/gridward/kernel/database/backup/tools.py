"""PostgreSQL's own programs for backup and restore, chosen to fit the server.

Order: GRIDWARD_PG_BIN, then programs of the system of an equal or newer major version, then the wheel's. For our own
server always the wheel's (unless GRIDWARD_PG_BIN says otherwise). The wheel's cannot speak TLS. Of several that fit
the oldest is taken: newer programs write and send words that older servers do not know.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gridward.kernel.database.backup.problems import ToolsMissing
from gridward.kernel.database.binaries import wheel
from gridward.kernel.database.connection import Parameters, is_external

SYSTEM = Path("/usr/lib/postgresql")
OVER_TLS = ("require", "verify-ca", "verify-full")
_ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}


@dataclass(frozen=True)
class Tools:
    """A folder of programs and their major version."""

    folder: Path
    major: int

    def argv(self, program: str, *arguments: str) -> list[str]:
        """The program with its arguments."""
        return [str(self.folder / program), *arguments]


def tools_for(least: int, parameters: Parameters) -> Tools:
    """Programs of major version `least` or newer for the server of these parameters; raises ToolsMissing."""
    wished = os.environ.get("GRIDWARD_PG_BIN")
    folders = [Path(wished)] if wished else _folders(parameters)
    for folder in folders:
        major = _major(folder)
        if major is not None and major >= least:
            return Tools(folder, major)
    raise ToolsMissing(least=least, looked="  ".join(str(one) for one in folders) or "-")


def environment(parameters: Parameters) -> dict[str, str]:
    """The environment in which the programs find the server; a password on the command line would be seen."""
    told = {_ENVIRONMENT[name]: value for name, value in parameters.items() if name in _ENVIRONMENT}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC", **told}


def _folders(parameters: Parameters) -> list[Path]:
    ours = [wheel() / "pginstall18" / "bin"]
    if not is_external():
        return ours
    system = sorted(_system(), key=lambda folder: _major(folder) or 0)
    if parameters.get("sslmode") in OVER_TLS:
        return system
    return [*system, wheel() / "pginstall" / "bin", *ours]


def _system() -> Iterator[Path]:
    found = shutil.which("pg_dump")
    if found:
        yield Path(found).parent
    yield from SYSTEM.glob("*/bin")


def _major(folder: Path) -> int | None:
    try:
        run = subprocess.run(
            [str(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    found = re.search(r"(\d+)(?:\.\d+|devel|beta|rc)", run.stdout)
    return int(found[1]) if found else None
