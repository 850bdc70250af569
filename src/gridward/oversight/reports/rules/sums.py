"""Sums of places: counts and land add up, names become how many people hold the post."""

from collections import Counter
from collections.abc import Iterable, Mapping

from gridward.oversight.reports.terms import Facts, Held, PlaceKind


def joined(kind: PlaceKind, facts: Iterable[Facts]) -> Facts:
    """One place made of several. Posts of a community, which each of its grids shows, are taken once."""
    counts: Counter[str] = Counter()
    holders: dict[str, list[Held]] = {}
    shared: dict[str, tuple[Held, ...]] = {}
    grids = vacancies = 0
    area: float | None = None
    given: frozenset[str] = frozenset()
    for one in facts:
        given |= one.given
        counts.update(one.counts)
        for post, held in one.holders.items():
            holders.setdefault(post, []).extend(held)
        shared.update(one.shared_holders)
        grids += one.grids
        vacancies += one.vacancies
        area = area if one.area_m2 is None else (area or 0.0) + one.area_m2
    return Facts(
        kind=kind,
        counts=dict(counts),
        holders={post: tuple(held) for post, held in holders.items()},
        shared_holders=shared,
        grids=grids,
        vacancies=vacancies,
        area_m2=area,
        given=given,
    )


def equal(left: Mapping[str, int], right: Mapping[str, int]) -> bool:
    """Whether two counts agree, nothing counted being 0."""
    return +Counter(left) == +Counter(right)
