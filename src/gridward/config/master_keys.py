"""The file of master keys outside Django: `gridward keys export`, and what a restored or promoted home needs of it."""

import os
from pathlib import Path
from typing import Any

from gridward.config.running import language
from gridward.kernel.crypto import master
from gridward.kernel.crypto.suites import BY_NAME, Suite
from gridward.kernel.database.backup import loading, making, passphrase
from gridward.kernel.database.backup.problems import (
    KeysExist,
    MasterKeyNeeded,
    PassphraseReused,
    TargetExists,
)
from gridward.kernel.database.backup.sealed import SealedWriter, pieces
from gridward.kernel.database.home import home
from gridward.kernel.texts import say

KEYS = "keys"


def master_key_file() -> Path:
    """As the settings say, without asking Django."""
    return Path(os.environ.get("GRIDWARD_MASTER_KEY_FILE", home().path / "keys" / "master.json"))


def chosen_suite() -> Suite:
    """The ciphers that the settings name, without asking Django."""
    return BY_NAME[os.environ.get("GRIDWARD_CIPHERS", "aes")]


def export_keys(file: Path) -> dict[str, Any]:
    """The master key file, sealed under a passphrase of its own."""
    found = [key.id for key in master.read(master_key_file())]
    if file.exists():
        raise TargetExists(file=file)
    secret = passphrase.new(passphrase.OF_KEYS, say("word.backup.passphrase_keys_new", language()))
    if secret == passphrase.given(passphrase.OF_BACKUPS):
        raise PassphraseReused
    with making.written_whole(file) as output:
        writer = SealedWriter(output, kind=KEYS, suite=chosen_suite(), passphrase=secret)
        writer.write(master_key_file().read_bytes())
        writer.finish()
    return {"file": str(file), "master_keys": found}


def bring_keys(keys: Path) -> None:
    """Put the content of a key export in the place of the master key file; raises KeysExist."""
    if master_key_file().exists():
        raise KeysExist(file=master_key_file())
    secret = passphrase.known(passphrase.OF_KEYS, say("word.backup.passphrase_keys", language()))
    with loading.opened(keys) as source:
        content = b"".join(pieces(source, kind=KEYS, passphrase=secret)).decode()
    master_key_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    home().write(str(master_key_file()), content)


def require_keys(needed: list[str]) -> None:
    """Raises MasterKeyNeeded, naming which, unless the master key file has all these ids."""
    has = [key.id for key in master.read(master_key_file())] if master_key_file().exists() else []
    if not set(needed) <= set(has):
        raise MasterKeyNeeded(
            needed=", ".join(needed), has=", ".join(has) or "-", file=master_key_file()
        )
