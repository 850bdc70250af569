"""Where the shared data made by others lie: beside the repository, or where GRIDWARD_SHARED says."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shared(name: str) -> Path:
    """The folder or file `name` of the shared data; fails with a clear sentence where it is missing."""
    base = Path(os.environ.get("GRIDWARD_SHARED", ROOT.parent / "shared"))
    path = base / "data" / name
    if not path.exists():
        raise FileNotFoundError(
            f"{name} is not in the shared data; set GRIDWARD_SHARED to its folder"
        )
    return path
