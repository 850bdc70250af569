"""The question of a trace as expressions: contacts of cases, and contacts of these from their first meeting on."""

import ibis
from ibis.expr.types import Table

from gridward.planning.tracing.engines import Engine
from gridward.planning.tracing.meeting import Presence, passed_together, stayed_together
from gridward.planning.tracing.terms import Question

ORDER = ("case", "degree", "via", "person", "place")
"""One row each; the numbers of people and places are in the order of their names, so this is the order of names."""


def contacts(engine: Engine, presence: Presence, cases: Table, question: Question) -> Table:
    """Evidence of contacts, a row for case, degree, via, person and place, in ORDER.

    Columns: ORDER, `first`, `last`, `overlap`, `meetings`. Cases: (`person`, `start`, `stop`, `reach`): the window
    in which a case counts, and until when its contacts do. A case is never its own contact; somebody of the first
    degree is not of the second for the same case; `via` is the case itself in the first degree.
    """
    sources = cases.select(case="person", person="person", start="start", stop="stop")
    first = _met(engine, presence, sources, question).mutate(degree=ibis.literal(1, "int8"))
    if question.degrees == 1:
        return _ordered(first)
    first = engine.keep(first)
    pairs = first.group_by("case", "person").agg(start=first["first"].min())
    reach = cases.select(case="person", stop="reach")
    pairs = engine.keep(pairs.join(reach, "case"))
    found = pairs.filter(pairs.start <= pairs.stop)
    second = _met(engine, presence, found, question).mutate(degree=ibis.literal(2, "int8"))
    second = second.filter(second.person != second.case)
    second = second.anti_join(pairs, ("case", "person"))
    return _ordered(first.union(second))


def _met(engine: Engine, presence: Presence, sources: Table, question: Question) -> Table:
    passed = passed_together(engine, presence, sources, question.window)
    return passed.union(stayed_together(engine, presence, sources))


def _ordered(found: Table) -> Table:
    return found.select(*ORDER, "first", "last", "overlap", "meetings").order_by(*ORDER)
