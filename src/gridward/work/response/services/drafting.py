"""A decision before it is signed: what it would do to each unit, checked whole; nothing is stored here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound, Stale
from gridward.work.response.models import ResponseStanding
from gridward.work.response.problems import (
    ResponseLevelUnfit,
    ResponseNotOpen,
    ResponseOpenAlready,
    ResponseTimesUnfit,
)
from gridward.work.response.queries.units import Unit, chosen_units, units_of
from gridward.work.response.rules.dated import rule_of
from gridward.work.response.rules.deciding import (
    check_end,
    check_first_day,
    check_level,
    check_prolonged,
)
from gridward.work.response.terms import (
    DecisionSaid,
    LevelRule,
    ResponseLevel,
    ResponseStep,
    Times,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Effect:
    """What becomes of a unit: `closes` the standing that is open there, and then another begins, or none.

    `level` is that of the unit's own standing afterwards, ordinary where there is none; `day` the first one of it.
    """

    unit: Unit
    standing: ResponseStanding | None
    level: ResponseLevel
    day: date
    times: Times

    @property
    def ends_on(self) -> date:
        """The last day of the standing that it closes; before its first day where that never began."""
        if self.standing is None:
            return self.day - ONE_DAY
        return max(self.day, self.standing.since) - ONE_DAY


def effects_of(actor: Actor, said: DecisionSaid) -> list[Effect]:
    """What a decision does, unit by unit. Raises what the rules raise, NotFound, NotAllowed, Stale."""
    actor.require(Permission.RESPONSE_SWITCH)
    if said.step is ResponseStep.DECLARE:
        return _declared(actor, said)
    found = _standings(actor, said)
    if said.step is ResponseStep.CHANGE:
        return _changed(said, found)
    if said.step is ResponseStep.PROLONG:
        return [_prolonged(said, unit, standing) for unit, standing in found]
    return [_ended(said, unit, standing) for unit, standing in found]


def _declared(actor: Actor, said: DecisionSaid) -> list[Effect]:
    units = chosen_units(actor, said.whole_street, said.grids)
    level = check_level(said.level)
    since = _first_day(level, said)
    rows, today = ResponseStanding.objects.filter(street_id=actor.street_id), clock.today()
    taken = {one.grid_id: one for one in rows.filter(closed=False) if _is_open(one, today)}
    for unit in units:
        if unit.grid_id in taken:
            raise ResponseOpenAlready(
                unit=unit.name, level=f"word.response.level.{taken[unit.grid_id].level}"
            )
    return [Effect(unit, None, level, since, said.times) for unit in units]


def _changed(said: DecisionSaid, found: Sequence[tuple[Unit, ResponseStanding]]) -> list[Effect]:
    level = check_level(said.level, {ResponseLevel(one.level) for _, one in found})
    since = _first_day(level, said)
    for _, standing in found:
        if standing.until is not None and since > standing.until + ONE_DAY:
            raise ResponseTimesUnfit
    return [Effect(unit, standing, level, since, said.times) for unit, standing in found]


def _prolonged(said: DecisionSaid, unit: Unit, standing: ResponseStanding) -> Effect:
    today, level = clock.today(), ResponseLevel(standing.level)
    check_end(said.times, max(today, standing.since), _rule(level))
    check_prolonged(said.times, standing.until, standing.review_on)
    return Effect(unit, standing, level, standing.since, said.times)


def _ended(said: DecisionSaid, unit: Unit, standing: ResponseStanding) -> Effect:
    last = check_first_day(said.times.since, clock.today())
    if standing.until is not None and last > standing.until:
        raise ResponseTimesUnfit
    begun = standing.since <= clock.today()
    day = last + ONE_DAY if begun else standing.since
    return Effect(unit, standing, ResponseLevel.ORDINARY, day, Times())


def _first_day(level: ResponseLevel, said: DecisionSaid) -> date:
    since = check_first_day(said.times.since, clock.today())
    check_end(said.times, since, _rule(level))
    return since


def _rule(level: ResponseLevel) -> LevelRule:
    rule = rule_of(level, clock.today())
    if rule is None:
        raise ResponseLevelUnfit
    return rule


def _is_open(row: ResponseStanding, today: date) -> bool:
    """Whether nobody ended it, and it did not lapse."""
    return not row.closed and (row.until is None or row.until >= today)


def _standings(actor: Actor, said: DecisionSaid) -> list[tuple[Unit, ResponseStanding]]:
    """The standings as they were seen, with their units; raises NotFound, ResponseNotOpen, Stale."""
    mine = {one.grid_id: one for one in units_of(actor)}
    rows = {one.pk: one for one in _seen(actor, said)}
    if not said.standings or any(one.id not in rows for one in said.standings):
        raise NotFound
    found, today = [], clock.today()
    for seen in {one.id: one for one in said.standings}.values():
        row = rows[seen.id]
        if not _is_open(row, today):
            raise ResponseNotOpen
        if row.version != seen.version:
            raise Stale
        if row.grid_id not in mine:
            raise NotFound
        found.append((mine[row.grid_id], row))
    return found


def _seen(actor: Actor, said: DecisionSaid) -> QuerySet[ResponseStanding]:
    rows = ResponseStanding.objects.filter(street_id=actor.street_id)
    return rows.filter(pk__in=[one.id for one in said.standings])
