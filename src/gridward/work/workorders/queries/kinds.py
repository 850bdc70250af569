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


def kinds_in_force(day: date) -> Sequence[KindVersion]:
    """The latest begun version of each kind, by class and code."""
    begun = KindVersion.objects.filter(valid_from__lte=day)
    latest = begun.order_by("code", "-number").distinct("code")
    return sorted(latest, key=lambda one: (one.content["category"], one.code))
