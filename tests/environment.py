"""Loaded before settings: tests have a home of their own and speak to the database as its owner.

Whoever tests what the application may do changes to its role with the fixture `behind_wall`.
"""

import os
from pathlib import Path

import pytest

os.environ.setdefault("GRIDWARD_HOME", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ["GRIDWARD_DATABASE_ROLE"] = "owner"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--tour` writes pictures of every screen to var/tour."""
    parser.addoption("--tour", action="store_true", help="write pictures to var/tour")
