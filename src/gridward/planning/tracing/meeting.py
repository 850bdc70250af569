"""The two ways to meet, as expressions: passages of one place within a window, spells at one place that overlap.

Both begin with *sources*: (`case`, `person`, `start`, `stop`), a person whose own presence between two moments
counts, for a case. Both join by cells, so that nobody is compared with more people of a place than were there at
about the time, and so that the store is read only where a source was. Both answer rows of one *meeting* each.
"""

from dataclasses import dataclass

import ibis
from ibis.expr.types import Column, Table

from gridward.planning.tracing.engines import Engine
from gridward.planning.tracing.terms import (
    LONG,
    MINUTE,
    MOMENT_SLOT,
    SLOTS,
    SPELL_SLOT,
)

PAIR = ("case", "via", "person", "place")


@dataclass(frozen=True)
class Presence:
    """Where people were, twice: in the order of people, and in the order of cells.

    moments: (`person`, `place`, `at`) and (`cell`, `at`, `person`). Spells: (`person`, `place`, `since`, `until`) and
    (`cell`, `since`, `until`, `person`); both ends belong to a spell.
    """

    moments_of_people: Table
    moments_of_cells: Table
    spells_of_people: Table
    spells_of_cells: Table


def passed_together(engine: Engine, presence: Presence, sources: Table, window: int) -> Table:
    """(`case`, `via`, `person`, `place`, `first`, `last`, `overlap`, `meetings`): who passed where a source passed.

    The source's own passage lies in its window; the other's at most `window` microseconds before or after. They
    have met when the later one passed; passages of the source at which the other was there are counted.
    """
    own = _own(presence.moments_of_people, sources)
    own = own.filter(own.at >= own.start, own.at <= own.stop)
    own = own.select("case", "person", "place", "at").distinct()
    own = own.mutate(
        low=_slot(own.at - window, MOMENT_SLOT), high=_slot(own.at + window, MOMENT_SLOT)
    )
    own = _in_cells(own.rename(via="person", passed="at"))
    own = own.select("case", "via", "place", "passed", "cell")
    met = presence.moments_of_cells.join(engine.keep(own), "cell")
    met = met.filter(
        met.at >= met.passed - window, met.at <= met.passed + window, met.person != met.via
    )
    met = met.mutate(moment=ibis.greatest(met.at, met.passed))
    met = met.group_by(*PAIR, "passed").agg(first=met.moment.min(), last=met.moment.max())
    return met.group_by(*PAIR).agg(
        first=met["first"].min(),
        last=met["last"].max(),
        overlap=ibis.literal(0, "int64"),
        meetings=met.count(),
    )


def stayed_together(engine: Engine, presence: Presence, sources: Table) -> Table:
    """The same columns: who stayed, or belonged to a group, while a source did.

    Of several spells of one pair at one place the time together counts once (`overlap`, microseconds), and they
    have met as often as it began anew. Ends that touch are a meeting of no length.
    """
    own = _own(presence.spells_of_people, sources)
    own = own.select(
        case="case",
        via="person",
        place="place",
        own_since=ibis.greatest(own.since, own.start),
        own_until=ibis.least(own.until, own.stop),
    )
    own = own.filter(own.own_since <= own.own_until)
    met = presence.spells_of_cells.join(engine.keep(_spell_cells(own)), "cell")
    met = met.filter(met.since <= met.own_until, met.until >= met.own_since, met.person != met.via)
    met = met.select(
        *PAIR,
        since=ibis.greatest(met.since, met.own_since),
        until=ibis.least(met.until, met.own_until),
    )
    return _joined(met)


def _own(of_people: Table, sources: Table) -> Table:
    return of_people.join(sources, "person")


def _slot(moment: Column, length: int) -> Column:
    """The slot of a moment; those before 1970 are in the first."""
    return ibis.greatest(moment // length, 0)


def _in_cells(own: Table) -> Table:
    """A row for each cell of the place with a slot from `low` to `high`."""
    own = own.mutate(slot=ibis.range(own.low, own.high + 1).unnest())
    return own.mutate(cell=_cell(own.place, own.slot))


def _cell(place: Column, slot: Column | int) -> Column:
    return place.cast("int64") * SLOTS + slot


def _spell_cells(own: Table) -> Table:
    """Where spells that overlap one's own may lie: short ones by the slot they begin in, long ones apart."""
    short = own.mutate(
        low=_slot(own.own_since - SPELL_SLOT, SPELL_SLOT), high=_slot(own.own_until, SPELL_SLOT)
    )
    columns = ("case", "via", "place", "own_since", "own_until")
    short = _in_cells(short).select(*columns, "cell")
    long = own.select(*columns, cell=_cell(own.place, LONG))
    return short.union(long)


def _joined(met: Table) -> Table:
    """Pieces of time together, those that overlap or touch taken as one."""
    before = ibis.window(
        group_by=PAIR,
        order_by=("since", "until"),
        preceding=(None, 1),
    )
    met = met.mutate(reached=met.until.max().over(before).fill_null(-MINUTE))
    fresh = met.until - ibis.greatest(met.since, met.reached)
    met = met.mutate(fresh=ibis.greatest(fresh, 0), begun=(met.since > met.reached).cast("int64"))
    return met.group_by(*PAIR).agg(
        first=met.since.min(),
        last=met.until.max(),
        overlap=met.fresh.sum().cast("int64"),
        meetings=met.begun.sum().cast("int64"),
    )
