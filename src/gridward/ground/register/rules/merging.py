"""Two people changed one row: what each changed is kept, and only what both changed differently is asked (R1).

States are mappings of field to value; a tuple is a set of things (phones, plates), of which both people's
additions and removals hold.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

State = Mapping[str, Hashable]


@dataclass(frozen=True)
class Clash:
    """A field that both changed, each to another value."""

    field: str
    before: Hashable
    mine: Hashable
    theirs: Hashable


@dataclass(frozen=True)
class Merged:
    """What of mine is still to be written over theirs, and what a person must decide first."""

    values: dict[str, Hashable]
    clashes: tuple[Clash, ...]


def merge(before: State, mine: State, theirs: State) -> Merged:
    """Three-way merge of the fields of `mine`; all three know the same fields."""
    values: dict[str, Hashable] = {}
    clashes: list[Clash] = []
    for field, wanted in mine.items():
        was, there = before[field], theirs[field]
        if isinstance(wanted, tuple) and isinstance(was, tuple) and isinstance(there, tuple):
            wanted = merge_sets(was, wanted, there)
        elif wanted == was:
            wanted = there
        elif there not in (was, wanted):
            clashes.append(Clash(field, was, wanted, there))
            continue
        if wanted != there:
            values[field] = wanted
    return Merged(values, tuple(clashes))


def merge_sets(
    before: tuple[Hashable, ...], mine: tuple[Hashable, ...], theirs: tuple[Hashable, ...]
) -> tuple[Hashable, ...]:
    """Theirs in their order without what I removed, then what I added."""
    kept = [one for one in theirs if one in mine or one not in before]
    added = [one for one in mine if one not in before and one not in theirs]
    return (*kept, *added)
