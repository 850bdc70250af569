"""The account the embedded server runs as: ourselves, or an ordinary user of the system when we are
root.

PostgreSQL refuses to run as root. The owner of existing data wins, so that a later change of
settings cannot lock the server out of its own files.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from gridward.kernel.database.problems import AccountMissing

USUAL = ("gridward", "postgres", "nobody")


class RunAs(TypedDict, total=False):
    """What `subprocess.Popen` needs to become the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An ordinary user of the system; `foreign` when it is not the user we are."""

    name: str
    uid: int
    gid: int

    @property
    def foreign(self) -> bool:
        return self.uid != os.geteuid()

    @property
    def run_as(self) -> RunAs:
        return RunAs(user=self.uid, group=self.gid, extra_groups=[]) if self.foreign else RunAs()

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may pass through a folder and all above it, by the system's word."""
        question = subprocess.run(["test", "-x", str(folder)], cwd="/", check=False, **self.run_as)
        return question.returncode == 0

    def own(self, path: Path) -> None:
        """Give a path to the account."""
        if self.foreign:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def write(self, path: Path, text: str) -> None:
        """Write a file of the account in its own folder.

        Always a fresh file: the account could have put a link there to make root write elsewhere.
        """
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            if self.foreign:
                os.fchown(descriptor, self.uid, self.gid)


def account_for(cluster: Path) -> Account:
    """The account for a cluster's folder, which need not exist yet; raises AccountMissing."""
    if os.geteuid() != 0:
        return _account(pwd.getpwuid(os.geteuid()))
    owner = cluster.stat().st_uid if cluster.exists() else 0
    return _account(pwd.getpwuid(owner)) if owner else _ordinary_account()


def _ordinary_account() -> Account:
    wished = os.environ.get("GRIDWARD_PG_USER")
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in [wished] if wished else USUAL:
        if name in names and names[name].pw_uid != 0:
            return _account(names[name])
    raise AccountMissing(account=wished or USUAL[0])


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
