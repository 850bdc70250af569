"""The screens' types come from the server's own description, and that description is unambiguous."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from ninja import Schema

from gridward.config.openapi import document

API = Path(__file__).parents[2] / "web" / "packages" / "api"
NAMED = re.compile(r'^    "(/api/v1/[^"]*)": \{$', re.MULTILINE)


def shapes(of: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """Every shape of ours that crosses the wire."""
    for shape in of.__subclasses__():
        if shape.__module__.startswith("gridward.") and "[" not in shape.__name__:
            yield shape
        yield from shapes(shape)


def test_the_committed_description_is_the_servers_own() -> None:
    committed = (API / "openapi.json").read_text(encoding="utf-8")
    assert committed == document(), "run `python ops/openapi.py` and `npm run api` in web"


def test_the_types_of_the_screens_name_every_route_and_shape() -> None:
    described = json.loads(document())
    types = (API / "src" / "schema.d.ts").read_text(encoding="utf-8")
    assert set(NAMED.findall(types)) == set(described["paths"])
    missing = [
        one for one in described["components"]["schemas"] if f"\n        {one}: " not in types
    ]
    assert missing == []


def lists_of(annotation: Any) -> Iterator[type[Enum]]:
    """The closed lists in a field's type."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for one in get_args(annotation):
        yield from lists_of(one)


def test_no_two_shapes_share_a_name() -> None:
    """Nor two closed lists: of two that do, the description would tell one alone."""
    told: set[type] = set(shapes())
    fields = [field for shape in told for field in vars(shape)["__pydantic_fields__"].values()]
    told |= {one for field in fields for one in lists_of(field.annotation)}
    names = Counter(one.__name__ for one in told)
    assert [name for name, count in names.items() if count > 1] == []
