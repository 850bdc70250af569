"""Kinds in force, and the version under which an order was opened."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from gridward.ground.territory.queries.rows import found
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.problems import OrderKindUnknown
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kind_texts import text_of
from gridward.work.workorders.rules.kinds import digest_of, kind_from
from gridward.work.workorders.terms import Kind

MOST_KEPT = 500


@lru_cache(MOST_KEPT)
def kind_of(version_id: UUID) -> Kind:
    """A version as the rules take it; versions never change, so each is read once."""
    return kind_from(KindVersion.objects.get(pk=version_id).content)


def version_in_force(code: str, day: date) -> KindVersion:
    """The latest version of a kind that has begun on a day; raises OrderKindUnknown."""
    begun = KindVersion.objects.filter(code=code, valid_from__lte=day)
    latest = begun.order_by("-number").first()
    if latest is None:
        raise OrderKindUnknown(kind=code)
    return latest


def last_version(code: str) -> KindVersion | None:
    """The last version of a kind, whether it has begun or not."""
    return KindVersion.objects.filter(code=code).order_by("-number").first()


def kind_versions() -> Sequence[KindVersion]:
    """Every version of every kind, by code, the last first."""
    return list(KindVersion.objects.order_by("code", "-number"))


def version_of(version_id: UUID) -> KindVersion:
    """One version; raises NotFound."""
    return found(KindVersion.objects.all(), version_id)


def program_texts() -> Mapping[str, str]:
    """The program's own text of each kind, by code."""
    return {one["code"]: text_of(one) for one in contents()}


def program_digests() -> Mapping[str, str]:
    """The digest of the program's own data of each kind, by code."""
    return {one["code"]: digest_of(one) for one in contents()}


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
