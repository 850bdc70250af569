"""Where a passphrase comes from: the environment, a file that it names, or the keyboard; never the command line."""

import getpass
import os
import sys
from pathlib import Path

from gridward.kernel.database.backup.problems import (
    NotReadable,
    PassphraseMissing,
    PassphraseWeak,
)

SHORTEST = 12
OF_BACKUPS = "GRIDWARD_BACKUP_PASSPHRASE"
OF_BACKUPS_FILE = "GRIDWARD_BACKUP_PASSPHRASE_FILE"
OF_KEYS = "GRIDWARD_KEYS_PASSPHRASE"
OF_KEYS_FILE = "GRIDWARD_KEYS_PASSPHRASE_FILE"
_FILES = {OF_BACKUPS: OF_BACKUPS_FILE, OF_KEYS: OF_KEYS_FILE}


def known(setting: str, question: str) -> str:
    """The passphrase of a file that exists; `question` is asked at the keyboard."""
    return given(setting) or _typed(setting, question)


def new(setting: str, question: str) -> str:
    """A passphrase for a new file, typed twice; raises PassphraseWeak."""
    told = given(setting)
    chosen = told or _typed(setting, question)
    weight = sum(1 if one.isascii() else 2 for one in chosen)  # a Chinese character is worth two
    if weight < SHORTEST or (not told and chosen != _typed(setting, f"{question} (2)")):
        raise PassphraseWeak(least=SHORTEST)
    return chosen


def given(setting: str) -> str:
    """What the environment says, empty when it says nothing; raises NotReadable."""
    file = os.environ.get(_FILES[setting])
    if not file:
        return os.environ.get(setting, "")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(file=file, reason=error) from None


def _typed(setting: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise PassphraseMissing(setting=setting, file=_FILES[setting])
    return getpass.getpass(f"{question}: ")
