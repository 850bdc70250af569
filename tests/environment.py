"""Loaded before settings: tests have a home of their own and speak to the database as its owner.

Whoever tests what the application may do changes to its role with the fixture `behind_wall`.
"""

import gc
import os
from pathlib import Path

import pytest

gc.disable()  # while tests are read, nothing is garbage
os.environ.setdefault("GRIDWARD_HOME", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"
os.environ.setdefault("GRIDWARD_ROSTER_SECONDS", "2")  # how good a roster is, bench measures


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--tour` writes pictures of every screen to var/tour."""
    parser.addoption("--tour", action="store_true", help="write pictures to var/tour")


def pytest_collection_finish() -> None:
    """What was read stays: nobody looks through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
