"""Whether this installation is a drill (演练): a home of its own, with invented people, marked once and for ever.

The mark stands in the home (`drill.json`) and in the database (`kernel_drill`, which a trigger keeps as it is). They
must agree, or nothing is served. What shows the mark asks here: pages, papers, workbooks, names of files, and what
would leave the machine.
"""

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from gridward.kernel.database.home import Home, home
from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, say

FILE = "drill.json"
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")


class DrillNameUnfit(Problem):
    """The name of a drill becomes a folder and a cookie: small letters, digits and hyphens."""

    code = "drill.name_unfit"


class NothingLeaves(Problem):
    """Nothing leaves the machine from a drill: no message, no question to another host."""

    code = "drill.nothing_leaves"
    status = 409


@dataclass(frozen=True)
class DrillMark:
    """A drill: its name, when it began (ISO), whether territory and staff are copies of the real street's."""

    name: str
    began: str
    like_this_street: bool = False


def mark_home(place: Home, mark: DrillMark) -> None:
    """Mark a new home; raises DrillNameUnfit."""
    if not NAME.fullmatch(mark.name):
        raise DrillNameUnfit(name=mark.name)
    place.write(FILE, json.dumps(asdict(mark)))


def mark_of(place: Home) -> DrillMark | None:
    """The mark that stands in a home, None for a real one."""
    file = place.path / FILE
    return DrillMark(**json.loads(file.read_text("utf-8"))) if file.exists() else None


def drill() -> DrillMark | None:
    """The drill that this process serves; read once, so that a running drill stays one whatever becomes of the file."""
    return _read(home().path)


@cache
def _read(path: Path) -> DrillMark | None:
    return mark_of(Home(path))


def mark_words(language: str = "") -> str:
    """What stands on everything of a drill, in both languages or in one; empty in a real installation."""
    if drill() is None:
        return ""
    if language:
        return say("drill.mark", language)
    return f"{say('drill.mark')} / {say('drill.mark', 'en')}"


def marked_name(name: str) -> str:
    """The name of a file that leaves."""
    return f"{say('drill.file', DEFAULT_LANGUAGE)}{name}" if drill() is not None else name


def stay_here() -> None:
    """Raises NothingLeaves in a drill."""
    found = drill()
    if found is not None:
        raise NothingLeaves(name=found.name)
