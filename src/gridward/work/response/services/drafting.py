"""A decision before it is signed: what it would do to each unit, checked whole; nothing is stored here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
from gridward.work.response.queries.levels import open_standings
from gridward.work.response.queries.units import Unit, chosen_units, street_of, units_of
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


def open_now(actor: Actor) -> Iterable[ResponseStanding]:
    """Standings of the actor's street that are open and did not lapse."""
    today = clock.today()
    rows = open_standings(street_of(actor).pk)
    return (one for one in rows if one.until is None or one.until >= today)


def _declared(actor: Actor, said: DecisionSaid) -> list[Effect]:
    units = chosen_units(actor, said.whole_street, said.grids)
    level = check_level(said.level)
    since = _first_day(level, said)
    taken = {one.grid_id: one for one in open_now(actor)}
    for unit in units:
        if unit.grid_id in taken:
            raise ResponseOpenAlready(
                unit=unit.name, level=f"word.response.level.{taken[unit.grid_id].level}"
            )
    return [Effect(unit, None, level, since, _open(said.times, since)) for unit in units]


def _changed(said: DecisionSaid, found: Sequence[tuple[Unit, ResponseStanding]]) -> list[Effect]:
    level = check_level(said.level, {ResponseLevel(one.level) for _, one in found})
    since = _first_day(level, said)
    for _, standing in found:
        if standing.until is not None and since > standing.until + ONE_DAY:
            raise ResponseTimesUnfit
    times = _open(said.times, since)
    return [Effect(unit, standing, level, since, times) for unit, standing in found]


def _prolonged(said: DecisionSaid, unit: Unit, standing: ResponseStanding) -> Effect:
    today, level = clock.today(), ResponseLevel(standing.level)
    check_end(said.times, max(today, standing.since), _rule(level))
    check_prolonged(said.times, standing.until, standing.review_on)
    return Effect(unit, standing, level, standing.since, _open(said.times, standing.since))


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


def _open(times: Times, since: date) -> Times:
    return Times(since, times.until, times.review_on)


def _standings(actor: Actor, said: DecisionSaid) -> list[tuple[Unit, ResponseStanding]]:
    """The standings as they were seen, with their units; raises NotFound, ResponseNotOpen, Stale."""
    mine = {one.grid_id: one for one in units_of(actor)}
    rows = {one.pk: one for one in _all_of(actor, said)}
    if not said.standings or any(one.id not in rows for one in said.standings):
        raise NotFound
    still = {one.pk for one in open_now(actor)}
    found = []
    for seen in {one.id: one for one in said.standings}.values():
        row = rows[seen.id]
        if row.pk not in still:
            raise ResponseNotOpen
        if row.version != seen.version:
            raise Stale
        if row.grid_id not in mine:
            raise NotFound
        found.append((mine[row.grid_id], row))
    return found


def _all_of(actor: Actor, said: DecisionSaid) -> Iterable[ResponseStanding]:
    rows = ResponseStanding.objects.filter(street=street_of(actor))
    return rows.filter(pk__in=[one.id for one in said.standings])
