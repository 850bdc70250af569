"""The master keys: one small file outside the database, readable by its owner alone.

The file lists every master key by its id; the last one wraps new data keys, the others open what they wrapped
until `gridward keys rotate --master` has wrapped everything anew.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from gridward.kernel.crypto.suites import BY_NAME, Suite
from gridward.kernel.problems import Problem


class MasterKeyMissing(Problem):
    """The database holds wrapped keys, and the file that opens them is not there."""

    code = "master_key_missing"
    status = 503


class MasterKeyUnreadable(Problem):
    """The master key file is damaged or may be read by others than its owner."""

    code = "master_key_unreadable"
    status = 503


@dataclass(frozen=True)
class MasterKey:
    """One master key; `id` stands beside each key that it wrapped."""

    id: str
    suite: Suite
    key: bytes


def first(path: Path, suite: Suite) -> list[MasterKey]:
    """All master keys; the first is made where there is no file, once however many ask at the same time."""
    if not path.exists():
        with _locked(path):
            if not path.exists():
                _add(path, suite)
    return read(path)


def create(path: Path, suite: Suite) -> MasterKey:
    """Add a new master key at the end of the file (made if missing, mode 0600), written whole or not at all."""
    with _locked(path):
        return _add(path, suite)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Whoever changes the file does so alone: a key that another's writing had dropped would be lost for good."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _add(path: Path, suite: Suite) -> MasterKey:
    keys = read(path) if path.exists() else []
    fresh = MasterKey(base64.b32encode(os.urandom(5)).decode(), suite, suite.new_key())
    lines = [
        {"id": key.id, "suite": key.suite.name, "key": base64.b64encode(key.key).decode()}
        for key in [*keys, fresh]
    ]
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"format": 1, "keys": lines}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return fresh


def read(path: Path) -> list[MasterKey]:
    """All master keys, the newest last; raises MasterKeyMissing or MasterKeyUnreadable."""
    try:
        if path.stat().st_mode & 0o077:
            raise MasterKeyUnreadable(path=path)
        lines = json.loads(path.read_text())["keys"]
        return [
            MasterKey(line["id"], BY_NAME[line["suite"]], base64.b64decode(line["key"]))
            for line in lines
        ]
    except FileNotFoundError:
        raise MasterKeyMissing(path=path) from None
    except (ValueError, KeyError, TypeError, PermissionError):
        raise MasterKeyUnreadable(path=path) from None
