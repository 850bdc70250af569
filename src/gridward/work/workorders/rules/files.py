"""Kinds and classes as the repository has them: `kinds/*.toml`, `dated/categories.toml`."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gridward.work.workorders.terms import Texts

PART = Path(__file__).resolve().parents[1]


def contents() -> list[dict[str, Any]]:
    """The data of each kind, as plain as JSON, by code."""
    files = sorted((PART / "kinds").glob("*.toml"))
    return [plain(tomllib.loads(one.read_text(encoding="utf-8"))) for one in files]


@cache
def classes() -> Mapping[str, Texts]:
    """The title of each class by its code, of both levels."""
    file = tomllib.loads((PART / "dated" / "categories.toml").read_text(encoding="utf-8"))
    return {one["code"]: one["text"] for one in file["class"]}


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a file as plain as JSON."""
    made: dict[str, Any] = json.loads(json.dumps(content, default=str))
    return made
