"""The vault: seals, opens and indexes values with the keys of the database, opened by the master key file.

    sealed = vault.seal("identity", "360199190001010016", place)
    vault.open(sealed, place)
    vault.index("identity_number", "360199190001010016")      # 16 bytes, equal for equal values

Opened keys are held in the process; a sealed value that names an unknown key makes the vault look again, and before
sealing the vault looks again each minute, so that a rotation elsewhere reaches every process.
"""

import secrets
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gridward.kernel import clock
from gridward.kernel.crypto import master
from gridward.kernel.crypto.suites import BY_NAME, BY_NUMBER, INDEX_BYTES, Suite, Unopenable
from gridward.kernel.models import DataKey
from gridward.kernel.problems import Problem

_HEAD = struct.Struct(">BI")
LOOK_AGAIN_SECONDS = 60.0
ATTEMPTS = 3


class KeysBusy(Problem):
    """No key for a purpose could be made: its number was taken again and again."""

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


class Vault:
    """Keys of one database. `path` is the master key file, `suite` the family for new keys."""

    def __init__(self, path: Path, suite: Suite) -> None:
        self._path = path
        self._suite = suite
        self._lock = Lock()
        self._by_number: dict[int, _OpenKey] = {}
        self._active: dict[tuple[str, str], _OpenKey] = {}
        self._looked_at = 0.0

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
        found = self._active.get((kind, purpose))
        if found is None or time.monotonic() - self._looked_at > LOOK_AGAIN_SECONDS:
            self._load()
            found = self._active.get((kind, purpose)) or self._make(kind, purpose)
        return found

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
        self._load()
        newest = master.create(self._path, self._suite)
        with transaction.atomic():
            rows = list(DataKey.objects.select_for_update().exclude(state=DataKey.State.DESTROYED))
            for row in rows:
                row.wrapped = newest.suite.seal(
                    newest.key, self._by_number[row.number].key, row.bound_to()
                )
                row.master = newest.id
            DataKey.objects.bulk_update(rows, ["wrapped", "master"])
        self.forget()
        return len(rows)

    def forget(self) -> None:
        """Drop the opened keys; the next use reads them again."""
        with self._lock:
            self._by_number, self._active = {}, {}

    def _numbered(self, number: int) -> _OpenKey:
        if number not in self._by_number:
            self._load()
        return self._by_number[number]

    def _load(self) -> None:
        rows = list(DataKey.objects.exclude(state=DataKey.State.DESTROYED))
        if not rows:
            return
        masters = {key.id: key for key in master.read(self._path)}
        with self._lock:
            self._looked_at = time.monotonic()
            for row in rows:
                opened = self._opened(row, masters)
                self._by_number[row.number] = opened
                if row.state == DataKey.State.ACTIVE:
                    self._active[row.kind, row.purpose] = opened

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
        for _ in range(ATTEMPTS):
            row = DataKey(
                number=1 + secrets.randbelow(2**31 - 1),
                kind=kind,
                purpose=purpose,
                suite=self._suite.name,
                master=newest.id,
            )
            row.wrapped = newest.suite.seal(newest.key, self._suite.new_key(), row.bound_to())
            DataKey.objects.bulk_create([row], ignore_conflicts=True)
            self._load()
            if (kind, purpose) in self._active:
                return self._active[kind, purpose]
        raise KeysBusy(purpose=purpose)

    def _masters(self) -> list[master.MasterKey]:
        if not self._path.exists():
            if DataKey.objects.exists():
                raise master.MasterKeyMissing(path=self._path)
            return [master.create(self._path, self._suite)]
        return master.read(self._path)


vault = Vault(Path(settings.MASTER_KEY_FILE), BY_NAME[settings.CIPHER_SUITE])
