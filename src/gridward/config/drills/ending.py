"""The end of a drill: a report of what was done, then nothing of it is left."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from gridward.config.drills.homes import drill_named, environment_of, remove, stop
from gridward.config.drills.problems import DrillNotTold
from gridward.kernel import clock


def end(name: str, report: Path | None) -> dict[str, Any]:
    """Stop the drill, write its report, remove its home. Raises DrillUnknown, DrillRuns, DrillNotTold.

    Where no report can be written the drill stays.
    """
    found = drill_named(name)
    file = report or found.home.path.parent / f"演练-{name}-{clock.today():%Y%m%d}.md"
    stop(found)
    told = subprocess.run(
        [sys.executable, "-m", "gridward", "drill", "tell", str(file.absolute())],
        env=environment_of(found.home, os.environ),
        capture_output=True,
        check=False,
    )
    if told.returncode:
        raise DrillNotTold(name=name, reason=told.stderr.decode(errors="replace").strip()[-400:])
    remove(found)
    return {"name": name, "report": str(file), "removed": str(found.home.path)}
