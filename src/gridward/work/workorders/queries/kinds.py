"""Kinds in force, and the version under which an order was opened."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.problems import OrderKindUnknown
from gridward.work.workorders.rules.kinds import kind_from
from gridward.work.workorders.terms import Kind

MOST_KEPT = 500


@lru_cache(MOST_KEPT)
def kind_of(version_id: UUID) -> Kind:
    """A version as the rules take it; versions never change, so each is read once."""
    return kind_from(KindVersion.objects.get(pk=version_id).content)


def version_in_force(code: str, day: date) -> KindVersion:
    """The latest version of a kind that has begun on a day; raises OrderKindUnknown."""
    begun = KindVersion.objects.filter(code=code, valid_from__lte=day)
    found = begun.order_by("-number").first()
    if found is None:
        raise OrderKindUnknown(kind=code)
    return found


def version_seen(code: str, number: int | None, day: date) -> KindVersion:
    """The version of a kind that somebody saw, without a number that in force; raises OrderKindUnknown.

    A report that was written without a signal keeps the form on which it was written.
    """
    if number is None:
        return version_in_force(code, day)
    found = KindVersion.objects.filter(code=code, number=number, valid_from__lte=day).first()
    if found is None:
        raise OrderKindUnknown(kind=code)
    return found


def kinds_in_force(day: date) -> Sequence[KindVersion]:
    """The latest begun version of each kind, by class and code."""
    begun = KindVersion.objects.filter(valid_from__lte=day)
    latest = begun.order_by("code", "-number").distinct("code")
    return sorted(latest, key=_by_class)


def kinds_from(day: date) -> Sequence[KindVersion]:
    """The kinds in force on a day, and the versions that begin later."""
    later = KindVersion.objects.filter(valid_from__gt=day)
    return sorted([*kinds_in_force(day), *later], key=_by_class)


def _by_class(one: KindVersion) -> tuple[str, str, int]:
    return one.content["category"], one.code, one.number
