"""The vault: seals, opens and indexes values with the keys of the database, opened by the master key file.

    sealed = vault.seal("identity", "360199190001010016", place)
    vault.open(sealed, place)
    vault.index("identity_number", "360199190001010016")      # 16 bytes, equal for equal values

Opened keys are held in the process; a sealed value that names an unknown key makes the vault look again, and before
sealing the vault looks again each minute, so that a rotation elsewhere reaches every process.

A key is a row like others: one made in a transaction that is rolled back never was, and what it had sealed would be
lost. So until its commit a key belongs to the thread that made it, and only as long as its transaction, or the
savepoint it was made in, lives; everybody else holds committed keys alone.
"""

import secrets
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import local
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from gridward.kernel import clock
from gridward.kernel.crypto import master
from gridward.kernel.crypto.suites import BY_NAME, BY_NUMBER, INDEX_BYTES, Suite, Unopenable
from gridward.kernel.models import DataKey
from gridward.kernel.problems import Problem

_HEAD = struct.Struct(">BI")
LOOK_AGAIN_SECONDS = 60.0


class KeysBusy(Problem):
    """No key for a purpose could be made: its number was taken, which happens once in a hundred million times."""

    code = "keys_busy"
    status = 503


class SealBroken(Problem):
    """A sealed value does not open at the place where it stands: it was altered, moved or its key destroyed."""

    code = "seal_broken"
    status = 500


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands: it opens nowhere else."""

    table: str
    column: str
    row: UUID

    def bound_to(self) -> bytes:
        """The bytes that the cipher authenticates beside the text."""
        return f"{self.table}.{self.column}:{self.row}".encode()


@dataclass(frozen=True)
class _OpenKey:
    number: int
    suite: Suite
    key: bytes


@dataclass(frozen=True)
class _Keys:
    """Opened keys as they were read at one moment; replaced as a whole, so that no reader meets half a change."""

    by_number: Mapping[int, _OpenKey] = field(default_factory=dict)
    active: Mapping[tuple[str, str], _OpenKey] = field(default_factory=dict)
    read_at: float = float("-inf")


@dataclass(frozen=True)
class _Made:
    """A key that this thread made in a transaction that is not committed; `at_commit` waits among its hooks."""

    number: int
    at_commit: Callable[[], None]


class Vault:
    """Keys of one database. `path` is the master key file, `suite` the family for new keys."""

    def __init__(self, path: Path, suite: Suite) -> None:
        self._path = path
        self._suite = suite
        self._committed = _Keys()
        self._thread = local()

    def seal(self, purpose: str, text: str, place: Place) -> bytes:
        """The sealed form of a text: head (suite, key number), nonce, cipher text, tag."""
        return self.seal_bytes(purpose, text.encode(), place)

    def seal_bytes(self, purpose: str, content: bytes, place: Place) -> bytes:
        """The sealed form of bytes."""
        key = self.key(DataKey.Kind.SEAL, purpose)
        body = key.suite.seal(key.key, content, place.bound_to())
        return _HEAD.pack(key.suite.number, key.number) + body

    def sealer(self, purpose: str, table: str, column: str) -> Callable[[str, UUID], bytes]:
        """`seal` for many rows of one column, with everything looked up once."""
        key = self.key(DataKey.Kind.SEAL, purpose)
        head, prefix = _HEAD.pack(key.suite.number, key.number), f"{table}.{column}:"
        return lambda text, row: (
            head + key.suite.seal(key.key, text.encode(), f"{prefix}{row}".encode())
        )

    def open(self, sealed: bytes, place: Place) -> str:
        """The text; raises SealBroken."""
        return self.open_bytes(sealed, place).decode()

    def open_bytes(self, sealed: bytes, place: Place) -> bytes:
        """The bytes; raises SealBroken."""
        try:
            suite_number, key_number = _HEAD.unpack_from(sealed)
            key = self._numbered(key_number)
            return BY_NUMBER[suite_number].open(
                key.key, bytes(sealed[_HEAD.size :]), place.bound_to()
            )
        except (Unopenable, KeyError, struct.error):
            raise SealBroken(table=place.table, column=place.column) from None

    def index(self, name: str, value: str) -> bytes:
        """The keyed index of a normalised value: 16 bytes of an HMAC under the key of this index."""
        return self.indexer(name)(value)

    def indexer(self, name: str) -> Callable[[str], bytes]:
        """`index` for many values."""
        key = self.key(DataKey.Kind.INDEX, name)
        digest, secret = key.suite.digest, key.key
        return lambda value: digest(secret, value.encode())[:INDEX_BYTES]

    def digest(self, name: str, content: bytes) -> bytes:
        """The whole HMAC of a content under the key of this name (for chains, not for look-ups)."""
        key = self.key(DataKey.Kind.INDEX, name)
        return key.suite.digest(key.key, content)

    def key(self, kind: str, purpose: str) -> _OpenKey:
        """The key in use for a purpose, made at first need."""
        keys = self._keys()
        if (
            time.monotonic() - keys.read_at > LOOK_AGAIN_SECONDS
            or (kind, purpose) not in keys.active
        ):
            keys = self._load()
        return keys.active.get((kind, purpose)) or self._make(kind, purpose)

    def rotate(self, purpose: str) -> int:
        """Begin a new sealing key for a purpose; older ones still open. Answers the new key's number."""
        with transaction.atomic():
            DataKey.objects.filter(
                kind=DataKey.Kind.SEAL, purpose=purpose, state=DataKey.State.ACTIVE
            ).update(state=DataKey.State.RETIRED, retired_at=clock.now())
            number = self._make(DataKey.Kind.SEAL, purpose).number
        self.forget()
        return number

    def rewrap(self) -> int:
        """Make a new master key and wrap every data key with it; answers how many were wrapped."""
        newest = master.create(self._path, self._suite)
        with transaction.atomic():
            rows = list(DataKey.objects.select_for_update().exclude(state=DataKey.State.DESTROYED))
            opened = self._load().by_number
            for row in rows:
                key = opened[row.number].key
                row.wrapped = newest.suite.seal(newest.key, key, row.bound_to())
                row.master = newest.id
            DataKey.objects.bulk_update(rows, ["wrapped", "master"])
        self.forget()
        return len(rows)

    def forget(self) -> None:
        """Drop the opened keys; the next use reads them again."""
        self._committed = _Keys()

    def _numbered(self, number: int) -> _OpenKey:
        keys = self._keys()
        return (
            keys.by_number[number] if number in keys.by_number else self._load().by_number[number]
        )

    def _keys(self) -> _Keys:
        """The committed keys, or those that this thread read in the transaction in which it makes some."""
        if not getattr(self._thread, "made", None):
            return self._committed
        alive = self._alive()
        if alive == self._thread.made:
            own: _Keys = self._thread.keys
            return own
        self._thread.made = alive  # the transaction has ended, or a savepoint in it
        return self._load() if alive else self._committed

    def _alive(self) -> list[_Made]:
        """Keys of this thread that are neither committed nor rolled back: Django keeps just their hooks."""
        waiting = {id(one[1]) for one in connection.run_on_commit}
        return [one for one in getattr(self._thread, "made", ()) if id(one.at_commit) in waiting]

    def _load(self) -> _Keys:
        """Read all keys. What is not committed yet stays in this thread."""
        rows = list(DataKey.objects.exclude(state=DataKey.State.DESTROYED))
        masters = {key.id: key for key in master.read(self._path)} if rows else {}
        opened = {row.number: self._opened(row, masters) for row in rows}
        active = {
            (row.kind, row.purpose): opened[row.number]
            for row in rows
            if row.state == DataKey.State.ACTIVE
        }
        keys = _Keys(opened, active, time.monotonic())
        self._thread.made = self._alive()
        if self._thread.made:
            self._thread.keys = keys
        else:
            self._committed = keys
        return keys

    def _opened(self, row: DataKey, masters: dict[str, master.MasterKey]) -> _OpenKey:
        wrapping = masters.get(row.master)
        if wrapping is None:
            raise master.MasterKeyMissing(path=self._path)
        try:
            key = wrapping.suite.open(wrapping.key, bytes(row.wrapped), row.bound_to())
        except Unopenable:
            raise master.MasterKeyUnreadable(path=self._path) from None
        return _OpenKey(row.number, BY_NAME[row.suite], key)

    def _make(self, kind: str, purpose: str) -> _OpenKey:
        """Store a new active key; when another process was faster, its key is taken. Raises KeysBusy."""
        newest = self._masters()[-1]
        row = DataKey(
            number=1 + secrets.randbelow(2**31 - 1),
            kind=kind,
            purpose=purpose,
            suite=self._suite.name,
            master=newest.id,
        )
        row.wrapped = newest.suite.seal(newest.key, self._suite.new_key(), row.bound_to())
        DataKey.objects.bulk_create([row], ignore_conflicts=True)
        made = _Made(row.number, lambda: self.forget())
        transaction.on_commit(made.at_commit)  # at once where there is no transaction
        self._thread.made = [*self._alive(), made]
        found = self._load().active.get((kind, purpose))
        if found is None:
            raise KeysBusy(purpose=purpose)
        return found

    def _masters(self) -> list[master.MasterKey]:
        if not self._path.exists() and DataKey.objects.exists():
            raise master.MasterKeyMissing(path=self._path)
        return master.first(self._path, self._suite)


vault = Vault(Path(settings.MASTER_KEY_FILE), BY_NAME[settings.CIPHER_SUITE])
