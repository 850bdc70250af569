"""Layouts: read from what is stored, checked against the catalogue, written as what is stored."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gridward.oversight.reports.problems import LayoutWrong
from gridward.oversight.reports.terms import Column, Group, Layout

LANGUAGES = ("zh-Hans", "en")
LONGEST = 60
MOST_COLUMNS = 80
NAMES_A_ROW = "grid_name"
"""Without it nobody knows what a row stands for."""


def read_layout(content: Mapping[str, Any], version: int) -> Layout:
    """A layout from stored content; a column may be a bare key."""
    groups = tuple(
        Group(
            title=dict(group["title"]),
            columns=tuple(_column(one) for one in group["columns"]),
        )
        for group in content["groups"]
    )
    return Layout(version=version, title=dict(content["title"]), groups=groups)


def _column(given: Any) -> Column:
    if isinstance(given, str):
        return Column(given)
    return Column(given["figure"], dict(given.get("title") or {}), bool(given.get("shown", True)))


def written(layout: Layout) -> dict[str, Any]:
    """What is stored of a layout."""
    return {
        "title": dict(layout.title),
        "groups": [
            {
                "title": dict(group.title),
                "columns": [
                    {"figure": one.figure, "title": dict(one.title), "shown": one.shown}
                    for one in group.columns
                ],
            }
            for group in layout.groups
        ],
    }


def check_layout(layout: Layout, known: Collection[str]) -> None:
    """Raises LayoutWrong with what is wrong: `unknown`, `twice`, `title`, `too_many`, `no_names`."""
    figures = [one.figure for group in layout.groups for one in group.columns]
    unknown = [one for one in figures if one not in known]
    twice = [one for one in figures if figures.count(one) > 1]
    titles = [layout.title, *(group.title for group in layout.groups)]
    renamed = [one.title for group in layout.groups for one in group.columns if one.title]
    wrong = {
        "unknown": bool(unknown),
        "twice": bool(twice),
        "title": not all(_complete(one) for one in titles)
        or not all(_fits(one) for one in renamed),
        "too_many": len(figures) > MOST_COLUMNS,
        "no_names": NAMES_A_ROW not in layout.shown(),
    }
    for what, found in wrong.items():
        if found:
            raise LayoutWrong(what=what, figures=", ".join((unknown or twice)[:5]))


def _complete(title: Mapping[str, str]) -> bool:
    return _fits(title) and all(title.get(one, "").strip() for one in LANGUAGES)


def _fits(title: Mapping[str, str]) -> bool:
    return set(title) <= set(LANGUAGES) and all(len(text) <= LONGEST for text in title.values())


def trimmed(layout: Layout) -> Layout:
    """Without groups that hold nothing, titles without spaces at their ends."""
    groups = tuple(
        Group(
            _stripped(group.title),
            tuple(Column(one.figure, _stripped(one.title), one.shown) for one in group.columns),
        )
        for group in layout.groups
        if group.columns
    )
    return Layout(layout.version, _stripped(layout.title), groups)


def _stripped(title: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in title.items() if text.strip()}


def panels(
    widths: Sequence[float], owners: Sequence[int], keys: int, room: float
) -> list[list[int]]:
    """Columns parted into panels that fit a page of `room` millimetres; the first `keys` columns stand in each.

    `owners` names the group of each column: a group is kept together where a panel holds it, and a panel takes at
    least one column of its own, however wide.
    """
    free = room - sum(widths[:keys])
    found: list[list[int]] = [[]]
    for block in _blocks(owners, keys):
        if _wide(widths, found[-1]) + _wide(widths, block) > free >= _wide(widths, block):
            found.append([])
        for position in block:
            if found[-1] and _wide(widths, found[-1]) + widths[position] > free:
                found.append([])
            found[-1].append(position)
    return [[*range(keys), *panel] for panel in found if panel] or [list(range(keys))]


def _blocks(owners: Sequence[int], keys: int) -> list[list[int]]:
    blocks: dict[int, list[int]] = {}
    for position in range(keys, len(owners)):
        blocks.setdefault(owners[position], []).append(position)
    return list(blocks.values())


def _wide(widths: Sequence[float], columns: Sequence[int]) -> float:
    return sum(widths[position] for position in columns)
