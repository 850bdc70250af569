"""A home made once and copied for each test that begins with one: making its tables takes as long as a test."""

import shutil
import subprocess
from pathlib import Path

from gridward.kernel.database.connection import connect, superuser_parameters
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home
from gridward.kernel.database.use import database_in_use
from tests.served import command

KEPT = ("secrets.json", "demo-sign-ins.json")
"""Files of a home that its copies need: the passwords of its database, and of the demo's people."""


def make_home(path: Path, *commands: tuple[str, ...]) -> Path:
    """A home to be copied, in which commands were run; its server, and those of its copies, do not wait for the disk.

    What a killed process had acknowledged is kept all the same: the system has it.
    """
    home = Home(path)
    with database_in_use(home):
        with connect(superuser_parameters(home)) as server:
            server.execute("ALTER SYSTEM SET fsync = off")
            server.execute("SELECT pg_reload_conf()")
        for words in commands:
            done = command(path, *words)
            assert done.returncode == 0, done.stderr
    return path


def copy_home(made: Path, path: Path) -> Path:
    """A home of its own with the data, keys and passwords of one that nobody uses."""
    source, target = Home(made), Home(path).make()
    EmbeddedPostgres(target).make_cluster()
    subprocess.run(["cp", "-a", "--reflink=auto", source.data, target.data], check=True)
    shutil.copytree(source.keys, target.keys, dirs_exist_ok=True)
    for name in KEPT:
        if (source.path / name).exists():
            shutil.copy2(source.path / name, target.path / name)
    return path
