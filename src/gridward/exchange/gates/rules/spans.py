"""The rules of a gate from now on, one after the other."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise

from gridward.exchange.gates.terms import RulesSpan
from gridward.work.checkpoints.terms import GateRules


def spans_from(
    now: datetime, turns: Iterable[datetime], rules_at: Callable[[datetime], GateRules]
) -> list[RulesSpan]:
    """Spans that follow each other without a gap, the first being that of now.

    `turns` are the instants at which rules may change, past and to come; where none is past, the first span begins
    now. Spans between which nothing changes are one.
    """
    known = sorted(set(turns))
    begins = max((one for one in known if one <= now), default=now)
    edges: list[datetime | None] = [begins, *(one for one in known if one > now), None]
    found: list[RulesSpan] = []
    for since, until in pairwise(edges):
        if since is None:
            continue
        rules = rules_at(max(since, begins))
        if found and found[-1].rules == rules:
            found[-1] = RulesSpan(found[-1].begins, until, rules)
        else:
            found.append(RulesSpan(since, until, rules))
    return found
