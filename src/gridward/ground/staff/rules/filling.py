"""The completeness check (P3, §3(1)): which posts are vacant, doubled or clash, and whose standing is unclear.

Pure: facts, measures and a day in, findings out. Who employs a person plays no part (P7: same work, same duty).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from gridward.ground.staff.terms import LEVEL, ONE_TO_ONE, Post
from gridward.ground.staff.terms.filling import (
    Clash,
    Facts,
    Finding,
    Held,
    Measures,
    Person,
    Rule,
    Unit,
    Where,
)

_ONE_TO_ONE_SOURCE = "西街字〔2022〕6号 三（一）"
_HOUSE = "local"
Place = tuple[Post, UUID | None]


class _Ground:
    """The facts laid out for looking up; appointments at units that no longer are do not count."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts, self.day = facts, day
        self.units = {unit.id: unit for unit in facts.units}
        self.people = {person.id: person for person in facts.people}
        self.at: dict[Place, list[Held]] = defaultdict(list)
        self.by: dict[UUID, list[Held]] = defaultdict(list)
        for held in sorted(facts.held, key=lambda one: (one.since, str(one.id))):
            if held.unit in self.units and held.person in self.people:
                self.at[held.post, held.unit].append(held)
                self.by[held.person].append(held)

    def unit(self, held: Held) -> Unit:
        return self.units[held.unit]

    def person(self, held: Held) -> Person:
        return self.people[held.person]

    def now(self, rows: Iterable[Held]) -> list[Held]:
        return [held for held in rows if held.on(self.day)]


def check(facts: Facts, measures: Measures, day: date) -> list[Finding]:
    """Everything amiss on a day, in the order of the rules, then by unit."""
    ground = _Ground(facts, day)
    found = [
        *_vacancies(ground, measures),
        *_one_to_one(ground),
        *_clashes(ground, measures),
        *_deputies(ground, measures),
        *_people(ground),
        *_unsigned(ground, measures),
    ]
    order = list(Rule)
    told = {one.key: one for one in reversed(found)}.values()
    return sorted(told, key=lambda one: (order.index(one.rule), [u.code for u in one.units]))


def short_places(found: Iterable[Finding]) -> dict[Place, tuple[int, date]]:
    """Posts at units that somebody is missing for, with how many and since when: what can be told to the district.

    A person who serves two communities in one post is missing in each of them but one, so each may be reported.
    """
    short: dict[Place, tuple[int, date]] = {}
    for one in found:
        if one.rule in (Rule.VACANT, Rule.VACANT_SOON, Rule.ONE_AT_TWO):
            for unit in one.units:
                short.setdefault((one.posts[0], unit.id), (max(one.missing, 1), one.since))
    return short


def _vacancies(ground: _Ground, measures: Measures) -> Iterator[Finding]:
    for unit in ground.facts.units:
        for post, count in measures.needed.items():
            if LEVEL[post] is unit.level:
                yield from _vacancy(ground, measures, unit, post, count)


def _vacancy(
    ground: _Ground, measures: Measures, unit: Unit, post: Post, count: int
) -> Iterator[Finding]:
    rows = [held for held in ground.at[post, unit.id] if not held.acting]
    source, day = measures.sources.get(post.value, _HOUSE), ground.day
    deputies = tuple(
        ground.person(one) for one in ground.now(ground.at[post, unit.id]) if one.acting
    )
    lacking = count - _holders(rows, day)
    if lacking > 0:
        since = _lacking_since(rows, unit, day, count)
        yield Finding(Rule.VACANT, since, source, (post,), (unit,), deputies, missing=lacking)
        return
    horizon = day + timedelta(days=measures.coming_days)
    ends = sorted({one.until for one in rows if one.until and day < one.until <= horizon})
    for end in ends:
        if (short := count - _holders(rows, end)) > 0:
            leaving = tuple(ground.person(one) for one in rows if one.until == end)
            yield Finding(Rule.VACANT_SOON, end, source, (post,), (unit,), leaving, missing=short)
            return


def _holders(rows: Iterable[Held], day: date) -> int:
    return len({held.person for held in rows if held.on(day)})


def _lacking_since(rows: list[Held], unit: Unit, day: date, count: int) -> date:
    """The first day of the lack that goes on today; counts change only where an appointment begins or ends."""
    edges = {unit.since, *(one.since for one in rows), *(one.until for one in rows if one.until)}
    since: date | None = None
    for edge in sorted(edge for edge in edges if edge <= day):
        lacking = _holders(rows, edge) < count
        since = (since or edge) if lacking else None
    return since or day


def _one_to_one(ground: _Ground) -> Iterator[Finding]:
    for post in ONE_TO_ONE:
        places: dict[UUID, list[Held]] = defaultdict(list)
        for unit in ground.facts.units:
            held = [one for one in ground.now(ground.at[post, unit.id]) if not one.acting]
            if len({one.person for one in held}) > 1:
                yield _together(ground, Rule.TWO_AT_ONE, held)
            for one in held:
                places[one.person].append(one)
        for held in places.values():
            if len({one.unit for one in held}) > 1:
                yield _together(ground, Rule.ONE_AT_TWO, held)


def _together(
    ground: _Ground, rule: Rule, held: list[Held], source: str = _ONE_TO_ONE_SOURCE, clash: str = ""
) -> Finding:
    """A finding about appointments that hold together; it began with the last of them."""
    return Finding(
        rule,
        max(one.since for one in held),
        source,
        tuple(dict.fromkeys(one.post for one in held)),
        tuple(dict.fromkeys(ground.unit(one) for one in held)),
        tuple(dict.fromkeys(ground.person(one) for one in held)),
        clash=clash,
    )


def _clashes(ground: _Ground, measures: Measures) -> Iterator[Finding]:
    for rows in ground.by.values():
        for one, other in combinations(ground.now(rows), 2):
            for clash in measures.clashes:
                if _clash(clash, one, other):
                    yield _together(ground, Rule.CLASH, [one, other], clash.source, clash.id)


def _clash(clash: Clash, one: Held, other: Held) -> bool:
    if one.post is other.post:
        return False  # one post at two units is the matter of one-to-one
    met = (one.post in clash.first and other.post in clash.second) or (
        other.post in clash.first and one.post in clash.second
    )
    places = {
        Where.ANYWHERE: True,
        Where.SAME_UNIT: one.unit == other.unit,
        Where.OTHER_UNIT: one.unit != other.unit,
    }
    return met and places[clash.where]


def _deputies(ground: _Ground, measures: Measures) -> Iterator[Finding]:
    source = measures.sources.get("acting_days", _HOUSE)
    for rows in ground.at.values():
        acting = [one for one in ground.now(rows) if one.acting]
        own = [one for one in ground.now(rows) if not one.acting]
        if len(acting) > 1:
            yield _together(ground, Rule.ACTING_OVERLAPS, acting, _HOUSE)
        for one in acting:
            if any(held.person == one.person for held in own):
                yield _together(ground, Rule.ACTING_OVERLAPS, [one], _HOUSE)
            elif one.since + timedelta(days=measures.acting_days) <= ground.day:
                yield _together(ground, Rule.ACTING_LONG, [one], source)
    for rows in ground.by.values():
        acting = [one for one in ground.now(rows) if one.acting]
        if len(acting) > 1:
            yield _together(ground, Rule.ACTING_OVERLAPS, acting, _HOUSE)


def _people(ground: _Ground) -> Iterator[Finding]:
    for person in ground.facts.people:
        rows = ground.by[person.id]
        now = ground.now(rows)
        ahead = [one for one in rows if one.since > ground.day]
        ended = max((one.until for one in rows if one.until), default=person.since)
        since = min(ended, ground.day)
        if now and not person.active:
            yield _standing(ground, Rule.INACTIVE_IN_POST, person, now)
        if person.active and not now and not ahead and not person.seated:
            yield Finding(Rule.NO_POST, since, _HOUSE, people=(person,))
        if person.account and not now and not ahead and not person.seated:
            yield Finding(Rule.ACCOUNT_WITHOUT_POST, since, _HOUSE, people=(person,))


def _standing(ground: _Ground, rule: Rule, person: Person, now: list[Held]) -> Finding:
    return Finding(
        rule,
        min(one.since for one in now),
        _HOUSE,
        tuple(dict.fromkeys(one.post for one in now)),
        tuple(dict.fromkeys(ground.unit(one) for one in now)),
        (person,),
    )


def _unsigned(ground: _Ground, measures: Measures) -> Iterator[Finding]:
    source = measures.sources.get("handover_days", _HOUSE)
    for one in ground.facts.unsigned:
        if one.due < ground.day:
            people = tuple(ground.people[who] for who in one.people if who in ground.people)
            units = tuple(unit for unit in ground.facts.units if unit.id == one.unit)
            yield Finding(
                Rule.HANDOVER_LATE, one.due, source, (one.post,), units, people, row=one.id
            )
