"""What the server says of itself: the lock file `postmaster.pid` in its data folder, told apart
from what is stale.

After `kill -9` the file stays. Its process id may then belong to a zombie that nobody has buried,
or after a restart of the machine to some unrelated process; PostgreSQL takes both for a living
server and refuses to start.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gridward.kernel.database.account import Account

LOCK_FILE = "postmaster.pid"
PID, PORT, STATUS = 0, 3, 7  # lines of the lock file (miscadmin.h of PostgreSQL)


@dataclass(frozen=True)
class Postmaster:
    """A living server; `status`: starting, ready, standby, stopping, empty at first."""

    pid: int
    port: int
    status: str


def living_postmaster(data: Path) -> Postmaster | None:
    """The server that lives on a data folder, if any."""
    lines = _lock_lines(data)
    if len(lines) <= PORT or not serves(abs(int(lines[PID])), data):
        return None
    status = lines[STATUS].strip() if len(lines) > STATUS else ""
    return Postmaster(abs(int(lines[PID])), int(lines[PORT]), status)


def serves(pid: int, data: Path) -> bool:
    """Whether a process is a server of this data folder; a zombie has no arguments and is not."""
    return str(data) in _arguments(pid)


def disown_stale_lock(data: Path, account: Account) -> None:
    """Make a lock file that nobody living holds acceptable to PostgreSQL, by writing ourselves, its
    parent, into it.

    A server takes its parent's process id for stale. Removing the file instead would also remove
    the shared memory key in it, the guard against orphaned backends of the dead server that still
    write.
    """
    lines = _lock_lines(data)
    if lines and living_postmaster(data) is None:
        lines[PID] = str(os.getpid())
        account.write(data / LOCK_FILE, "\n".join([*lines, ""]))


def _lock_lines(data: Path) -> list[str]:
    try:
        return (data / LOCK_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _arguments(pid: int) -> list[str]:
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
        except (FileNotFoundError, ProcessLookupError):
            return []
    listing = subprocess.run(  # macOS has no /proc
        ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listing.stdout.split()
