"""What stands first on the desk."""

from collections.abc import Iterable

from gridward.oversight.desk.terms import DeskItem, Waiting

_ORDER = {item: place for place, item in enumerate(DeskItem)}
_AT_ONCE = frozenset({DeskItem.FEVER})
"""What is late as soon as it is there: somebody is ill."""


def worst_first(found: Iterable[Waiting]) -> list[Waiting]:
    """Fever, what is late, what the reader may do, what others must do; at the end what nobody waits for."""
    return sorted(found, key=_weight)


def _weight(one: Waiting) -> tuple[bool, bool, bool, bool, int]:
    ill = one.item in _AT_ONCE and one.count > 0
    return not one.count, not ill, not one.late, not one.mine, _ORDER[one.item]
