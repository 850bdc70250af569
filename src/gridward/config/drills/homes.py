"""The folders of drills in the home of the real street, and whether one is being served."""

import os
import shutil
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from gridward.config.drills.problems import DrillRuns, DrillUnknown, DrillWithinDrill
from gridward.kernel.database.embedded import EmbeddedPostgres
from gridward.kernel.database.home import Home, home
from gridward.kernel.drill import NAME, DrillMark, DrillNameUnfit, drill, mark_of

FOLDER = "drills"
SERVING = "serving"
"""The lock that the serving process of a drill holds as long as it lives."""
PATIENCE_SECONDS = 60.0
KEPT = ("GRIDWARD_LANGUAGE", "GRIDWARD_HOSTS", "GRIDWARD_HTTPS", "GRIDWARD_PROXIES")
"""Settings of the real street that hold in a drill too: all others name its database, keys, folders and senders."""


@dataclass(frozen=True)
class DrillHome:
    """A drill on this machine; `port` is 0 while it is not served."""

    mark: DrillMark
    home: Home
    port: int


def folder() -> Path:
    """Where the drills of the real street lie; raises DrillWithinDrill."""
    if drill() is not None:
        raise DrillWithinDrill
    return home().path / FOLDER


def home_named(name: str) -> Home:
    """The home that a drill of this name has or would have; raises DrillNameUnfit, DrillWithinDrill."""
    if not NAME.fullmatch(name):
        raise DrillNameUnfit(name=name)
    return Home(folder() / name)


def drill_named(name: str) -> DrillHome:
    """Raises DrillUnknown, DrillNameUnfit, DrillWithinDrill."""
    place = home_named(name)
    mark = mark_of(place)
    if mark is None:
        raise DrillUnknown(name=name)
    return DrillHome(mark, place, port_of(place))


def drills() -> Iterator[DrillHome]:
    """All of them by name."""
    where = folder()
    for path in sorted(where.iterdir()) if where.exists() else ():
        place = Home(path)
        if mark := mark_of(place):
            yield DrillHome(mark, place, port_of(place))


def port_of(place: Home) -> int:
    """Where it is served, 0 where nobody holds its lock."""
    file = place.run / f"{SERVING}.lock"
    if not file.exists():
        return 0
    descriptor = os.open(file, os.O_RDWR)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return int(os.pread(descriptor, 40, 0).split()[0])
    finally:
        os.close(descriptor)
    return 0


def environment_of(place: Home, given: Mapping[str, str]) -> dict[str, str]:
    """What a process of a drill is told: nothing of the real street's database, keys, folders or senders."""
    told = {
        name: value
        for name, value in given.items()
        if not name.startswith("GRIDWARD_") or name in KEPT
    }
    return {**told, "GRIDWARD_HOME": str(place.path)}


def stop(found: DrillHome) -> None:
    """End the serving process, which stops its database, and wait for it; raises DrillRuns when it does not end."""
    if not found.port:
        return
    _, process = (found.home.run / f"{SERVING}.lock").read_text("utf-8").split()[:2]
    os.kill(int(process), signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while port_of(found.home):
        if time.monotonic() > deadline:
            raise DrillRuns(name=found.mark.name)
        time.sleep(0.2)


def remove(found: DrillHome) -> None:
    """Take the home of a drill that is not served away, with its database and keys; raises DrillRuns."""
    if port_of(found.home):
        raise DrillRuns(name=found.mark.name)
    server = EmbeddedPostgres(found.home)
    if server.is_running():
        server.stop()
    cluster = found.home.cluster
    shutil.rmtree(found.home.path)
    if cluster.exists():
        shutil.rmtree(cluster)
