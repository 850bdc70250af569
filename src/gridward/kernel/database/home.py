"""The home of one installation (GRIDWARD_HOME, by default ./var): its folders, its port and its
passwords.

    var/            0700 (0711 as root, so that the database's account can pass through to pg/)
      pg/           the cluster: data/ and log/ of the embedded server, owned by its account
      keys/         the master keys of encryption
      run/          locks, the port of the embedded server
      log/          logs; log/database leads to pg/log
      secrets.json  0600, passwords of the database roles

As root, pg/ is a link to /var/lib/gridward/cluster-<random>/ when the account cannot reach the
home, for instance under /root or in a temporary folder of mode 0700: ancestors of the home are
never opened. The name is random and not made from the path, so that a new home at an old path never
meets the data of a home that was deleted.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from gridward.kernel.database.problems import HomeNotWritable, HomeOfAnother, SecretsMissing

RESTORING = "restoring"
"""While a restore runs, or after it was killed, this file stands in the home."""
RETIRED = "retired"
"""Once the replica was promoted, this file of the old home says where the primary is now."""


@dataclass(frozen=True)
class Home:
    """The folders of one installation; `path` is absolute. Only `make()` creates them."""

    path: Path

    @property
    def cluster(self) -> Path:
        """The folder of the embedded server, links resolved: its account may reach only this."""
        return (self.path / "pg").resolve()

    @property
    def data(self) -> Path:
        return self.cluster / "data"

    @property
    def database_log(self) -> Path:
        """The folder of the server's logs."""
        return self.cluster / "log"

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def log(self) -> Path:
        return self.path / "log"

    def make(self) -> "Home":
        """Create what is missing, closed to others; raises HomeNotWritable, HomeOfAnother."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.keys, self.run, self.log):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise HomeNotWritable(folder=self.path, reason=error.strerror) from error
        if self.run.stat().st_uid != os.geteuid():
            raise HomeOfAnother(folder=self.path, owner=self.run.owner())
        return self

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold the exclusive lock `run/<name>.lock`; the system frees it when the process dies."""
        try:
            descriptor = os.open(self.run / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise HomeNotWritable(folder=self.run, reason=error.strerror) from error
        try:
            flock(descriptor, LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def password(self, role: str) -> str:
        """The password of a database role, made at the first question; raises SecretsMissing."""
        known = self._passwords()
        if role in known:
            return known[role]
        self.make()
        with self.locked("secrets"):
            known = self._passwords() or self._none_if_new()
            if role not in known:
                known[role] = secrets.token_urlsafe(32)
                self.write("secrets.json", json.dumps(known, indent=2))
            return known[role]

    def write(self, name: str, text: str) -> None:
        """Write a file whole or not at all, for the owner only, safe from a power cut."""
        target = self.path / name
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)

    def _passwords(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.path / "secrets.json").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise HomeNotWritable(folder=self.path, reason=error.strerror) from error
        return found

    def _none_if_new(self) -> dict[str, str]:
        if self.data.exists():
            raise SecretsMissing(folder=self.data, file=self.path / "secrets.json")
        return {}


def home() -> Home:
    """The home that the environment names."""
    return Home(Path(os.environ.get("GRIDWARD_HOME") or "var").absolute())
