"""Loaded before settings: tests have a home of their own and speak to the database as its owner.

Whoever tests what the application may do changes to its role with the fixture `behind_wall`.
"""

import os
from pathlib import Path

os.environ.setdefault("GRIDWARD_HOME", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
