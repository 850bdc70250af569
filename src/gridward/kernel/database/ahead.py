"""Reading ahead: after a start, the files of the database are read once into the memory that is free.

Without it the first search of each kind waits for a disk, for seconds where a million residents lie on a slow one. The
wheel has no `pg_prewarm`; what the system keeps of a file that was read serves PostgreSQL just as well, and gives way
when a program needs the memory.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

from gridward.kernel.database.connection import is_external
from gridward.kernel.database.home import Home, home

SHARE_OF_FREE_MEMORY = 0.5
MEMORY = Path("/proc/meminfo")
CHUNK = 1 << 20  # bytes


class ReadAhead:
    """A service of `gridward serve` that reads the embedded database's files once and is ready then."""

    name = "memory"

    def __init__(self, of: Home | None = None) -> None:
        self._data = (of or home()).data
        self._ending = threading.Event()
        self._reading: threading.Thread | None = None

    def start(self) -> None:
        """Begin to read; an external server's files are its own affair."""
        if not is_external():
            self._reading = threading.Thread(
                target=read_ahead, args=(self._data, self._ending), daemon=True
            )
            self._reading.start()

    def is_running(self) -> bool:
        return True

    def is_ready(self) -> bool:
        """Whether all that fits was read."""
        return self._reading is None or not self._reading.is_alive()

    def stop(self) -> None:
        """Stop reading."""
        self._ending.set()
        if self._reading:
            self._reading.join()


def read_ahead(data: Path, ending: threading.Event) -> None:
    """Read the files of a cluster once, as far as half of the free memory goes; `ending` cuts it short."""
    chunk = bytearray(CHUNK)
    for path in worth_reading(data, int(free_memory() * SHARE_OF_FREE_MEMORY)):
        try:
            with path.open("rb", buffering=0) as file:
                while file.readinto(chunk):
                    if ending.is_set():
                        return
        except OSError:  # a table that was dropped or rewritten meanwhile
            continue


def worth_reading(data: Path, room: int) -> Iterator[Path]:
    """The files of tables and indexes that fit into `room` bytes together, the smallest first.

    So what is left out, where not all fits, is the largest tables: the history and the record, which are read least.
    """
    sizes = []
    for path in (data / "base").glob("*/*"):
        try:
            sizes.append((path.stat().st_size, path))
        except OSError:
            continue
    for size, path in sorted(sizes):
        room -= size
        if room < 0:
            return
        yield path


def free_memory() -> int:
    """Bytes that programs may take without any being swapped out; 0 where the system does not say."""
    try:
        lines = MEMORY.read_text().splitlines()
    except OSError:
        return 0
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), "0")
    return int(kilobytes) * 1024
