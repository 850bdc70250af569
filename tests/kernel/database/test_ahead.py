"""The database's files are read into free memory after a start, as far as it goes."""

import ctypes
import mmap
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gridward.kernel.database import ahead
from gridward.kernel.database.ahead import ReadAhead, read_ahead, worth_reading
from gridward.kernel.database.home import Home

MEGABYTE = 1 << 20
LIBC = ctypes.CDLL(None)
Make = Callable[[str, int], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A file of the database with so many bytes, on the disk and not in memory."""

    def made(name: str, size: int) -> Path:
        path = tmp_path / "pg" / "data" / "base" / "16384" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size))
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return path

    return made


def data_of(tmp_path: Path) -> Path:
    return Home(tmp_path).data


def bytes_read() -> int:
    """What this process has asked to read so far, from wherever it came."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("rchar:"))


def is_in_memory(path: Path) -> bool:
    """Whether each of its pages can be read without waiting for a disk (mincore, which reads none)."""
    size = path.stat().st_size
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE) as mapped:
        start = ctypes.c_char.from_buffer(mapped)
        pages = (ctypes.c_ubyte * -(-size // mmap.PAGESIZE))()
        failed = LIBC.mincore(ctypes.byref(start), ctypes.c_size_t(size), pages)
        del start
        assert not failed
        return all(one & 1 for one in pages)


def test_what_was_on_the_disk_is_in_memory_afterwards(tmp_path: Path, make: Make) -> None:
    files = [make("1259", 3 * MEGABYTE), make("1259.1", 2 * MEGABYTE)]
    keeper, before = ReadAhead(Home(tmp_path)), bytes_read()
    keeper.start()
    while not keeper.is_ready():
        time.sleep(0.01)
    assert bytes_read() - before >= 5 * MEGABYTE
    assert all(is_in_memory(one) for one in files)


def test_the_largest_are_left_out_where_not_all_fit(tmp_path: Path, make: Make) -> None:
    make("history", 300)
    small = [make("index", 100), make("table", 200)]
    assert list(worth_reading(data_of(tmp_path), 599)) == small
    assert list(worth_reading(data_of(tmp_path), 0)) == []


def test_it_ends_when_told_to(tmp_path: Path, make: Make) -> None:
    path = make("1259", 3 * MEGABYTE)
    stays_on_the_disk = not is_in_memory(path)  # a file system in memory has no disk
    ending, before = threading.Event(), bytes_read()
    ending.set()
    read_ahead(data_of(tmp_path), ending)
    assert bytes_read() - before < 2 * MEGABYTE
    assert is_in_memory(path) is not stays_on_the_disk


def test_where_the_system_does_not_tell_its_memory_nothing_is_read(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MEMORY", tmp_path / "none")
    assert ahead.free_memory() == 0
    make("1259", 10)
    assert list(worth_reading(data_of(tmp_path), ahead.free_memory())) == []


def test_a_cluster_that_is_not_there_yet_is_no_mishap(tmp_path: Path) -> None:
    keeper = ReadAhead(Home(tmp_path))
    assert keeper.is_ready()
    keeper.start()
    keeper.stop()
    assert keeper.is_ready()
