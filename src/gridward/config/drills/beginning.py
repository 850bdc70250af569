"""Beginning a drill: a marked home, filled by commands of its own, served by a process of its own."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from importlib import import_module
from pathlib import Path
from typing import Any

from gridward.config.drills.homes import (
    PATIENCE_SECONDS,
    SERVING,
    DrillHome,
    drill_named,
    environment_of,
    home_named,
    remove,
)
from gridward.config.drills.problems import DrillKnown, DrillNotBegun
from gridward.config.serving import answers
from gridward.kernel.database.home import Home
from gridward.kernel.drill import DrillMark, mark_home, mark_of

LOG = "serving.log"
COPY = "street.copy"
"""Territory and staff of the real street, on the way into the drill; gone once they are in."""


def begin(name: str, port: int, persons: int, like_this_street: bool) -> dict[str, Any]:
    """Make a drill and serve it, or serve again one that was stopped. Raises DrillKnown while it is being served.

    What was begun is taken away when it cannot be made ready. Raises DrillNameUnfit, DrillWithinDrill, DrillNotBegun.
    """
    place = home_named(name)
    if mark_of(place) is None:
        _make(place, DrillMark(name, datetime.now(UTC).isoformat(), like_this_street), persons)
    found = drill_named(name)
    if found.port:
        raise DrillKnown(name=name)
    _serve(found, port)
    return {"name": name, "address": f"http://127.0.0.1:{port}", "home": str(place.path)}


def _make(place: Home, mark: DrillMark, persons: int) -> None:
    if place.path.exists():
        raise DrillKnown(name=mark.name)
    place.path.parent.mkdir(mode=0o700, exist_ok=True)
    place.make()
    mark_home(place, mark)
    try:
        if mark.like_this_street:
            _copy(place)
        _run(place, mark, "migrate", "--no-administrator")
        _run(place, mark, "drill", "fill", "--persons", str(persons))
    except BaseException:
        shutil.copy(place.log / LOG, place.path.parent / f"{mark.name}.log")
        remove(DrillHome(mark, place, 0))
        raise
    finally:
        (place.path / COPY).unlink(missing_ok=True)


def _copy(place: Home) -> None:
    """Read the real street as its owner, in one transaction that only reads."""
    from gridward.config.running import run

    run("owner", "drilling", "write_copy", place.path / COPY)


def _run(place: Home, mark: DrillMark, *command: str) -> None:
    """A command of the program in the drill's home; its words go to the drill's log. Raises DrillNotBegun."""
    place.log.mkdir(mode=0o700, exist_ok=True)
    with (place.log / LOG).open("ab") as log:
        ended = subprocess.run(
            [sys.executable, "-m", "gridward", *command],
            env=environment_of(place, os.environ),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    if ended.returncode:
        raise DrillNotBegun(name=mark.name, log=place.path.parent / f"{mark.name}.log")


def _serve(found: DrillHome, port: int) -> None:
    """Begin the serving process, which holds the drill's lock while it lives, and wait until it answers."""
    place = found.home
    descriptor = os.open(place.run / f"{SERVING}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, LOCK_EX)
        with (place.log / LOG).open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "gridward", "serve", "--port", str(port)],
                env=environment_of(place, os.environ),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                pass_fds=(descriptor,),
                start_new_session=True,
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{port} {process.pid}\n".encode(), 0)
    finally:
        os.close(descriptor)
    _wait(process, found, port)


def _wait(process: subprocess.Popen[bytes], found: DrillHome, port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(f"http://127.0.0.1:{port}/healthz"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            raise DrillNotBegun(name=found.mark.name, log=found.home.log / LOG)
        time.sleep(0.2)


def sign_ins(place: Home) -> Path | None:
    """Where the sign-ins of a fictional street's drill stand."""
    file: Path = place.path / import_module("gridward.fiction.sign_ins").FILE
    return file if file.exists() else None
