"""The text of a kind: TOML as somebody writes it, and as the program writes the data of a version to be edited."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gridward.work.workorders.problems import KindFault
from gridward.work.workorders.rules.files import plain

LONGEST_TEXT = 40_000
_ORDER = (
    *("code", "text", "answer", "required", "options", "employers", "handler", "ladder", "posts"),
    *("takes_over", "outside", "minutes", "pace", "category", "since", "source", "urgent"),
    *("at_once", "confined", "opens", "desk", "verifiers", "watchers", "title", "note", "zh-Hans"),
    *("en", "links", "needs", "limits", "accept", "acknowledge", "on_scene", "handle", "verify"),
    *("close", "fields", "routes"),
)
"""Names as a reader wants them; the database forgets in which order they were written."""
_DAYS = frozenset({"since"})
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"line (\d+), column (\d+)")


def content_of(text: str) -> tuple[dict[str, Any], list[KindFault]]:
    """The data of a text, and what keeps it from being read."""
    try:
        return plain(tomllib.loads(text)), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _PLACE.search(str(error))
        line, column = found.groups() if found else (str(text.count("\n") + 1), "1")
        return {}, [KindFault("not_toml", "", {"line": line, "column": column})]


def text_of(content: Mapping[str, Any]) -> str:
    """Data as TOML: short words first, then tables, then lists of tables. Read again they are the same."""
    return "\n".join([*_table(content, ""), ""])


def _table(content: Mapping[str, Any], path: str) -> Iterator[str]:
    named = _ordered(content)
    for name, value in named:
        if not _is_table(value) and not _are_tables(value):
            yield f"{_key(name)} = {_value(value, name in _DAYS)}"
    for name, value in named:
        if _is_table(value):
            yield from _headed("[{}]", f"{path}{_key(name)}", value)
        elif _are_tables(value):
            for one in value:
                yield from _headed("[[{}]]", f"{path}{_key(name)}", one)


def _headed(form: str, path: str, content: Mapping[str, Any]) -> Iterator[str]:
    """A table under its heading; what is in it stands inline, so that a reader need not follow three levels."""
    yield ""
    yield form.format(path)
    for name, value in _ordered(content):
        yield f"{_key(name)} = {_value(value, False)}"


def _ordered(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    places = {name: place for place, name in enumerate(_ORDER)}
    return sorted(content.items(), key=lambda one: (places.get(one[0], len(places)), one[0]))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _are_tables(value: object) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _value(value: object, is_day: bool) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)} = {_value(one, False)}" for name, one in _ordered(value))
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return _list(value)
    if is_day and isinstance(value, str) and _is_day(value):
        return value
    return _quoted(value)


def _list(values: list[Any]) -> str:
    if not _are_tables(values):
        return f"[{', '.join(_value(one, False) for one in values)}]"
    lines = "".join(f"  {_value(one, False)},\n" for one in values)
    return f"[\n{lines}]"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(value: object) -> str:
    """As JSON has it, which is as TOML has it but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
