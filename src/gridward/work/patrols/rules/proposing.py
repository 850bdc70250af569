"""The work log as it is proposed (W1): plain sentences from what was recorded, for the worker to change and sign.

工作情况 says what was done, 处置情况 what was met with and what was done about it, 处置结果 what is settled and what is
left. Names of residents never come into it: doors are counted, not told.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from gridward.work.patrols.rules.days import by_outcome, findings, last_visits
from gridward.work.patrols.terms import (
    DayFacts,
    EntryKind,
    FindingFact,
    PatrolFact,
    Proposal,
)

Say = Callable[..., str]
MOST_STOPS_TOLD = 6


def propose(facts: DayFacts, say: Say) -> Proposal:
    """The three texts; `say(key, **values)` gives the sentences of the catalogue."""
    return Proposal(
        work=_told(_work(facts, say)) or say("log.nothing_recorded"),
        handling=_told(_handling(facts, say)) or say("log.nothing_found"),
        result=_told(_result(facts, say)),
    )


def _told(sentences: Iterator[str]) -> str:
    return "\n".join(sentences)


def _work(facts: DayFacts, say: Say) -> Iterator[str]:
    homes = last_visits(facts, organisations=False)
    if homes:
        outcomes = by_outcome(homes)
        told = _list(say, [say(f"log.outcome.{name}", count=outcomes[name]) for name in outcomes])
        yield say("log.visited", count=len(homes), outcomes=told)
    shops = last_visits(facts, organisations=True)
    if shops:
        yield say("log.shops_visited", count=len(shops))
    for patrol in facts.patrols:
        yield _patrol(patrol, say)
    entered = _entered(facts)
    if entered:
        parts = [say(f"log.entry.{kind}", count=count) for kind, count in entered.items()]
        yield say("log.entered", entries=_list(say, parts))


def _patrol(patrol: PatrolFact, say: Say) -> str:
    times = {"start": f"{patrol.started_at:%H:%M}", "end": f"{patrol.ended_at:%H:%M}"}
    kind = say(f"word.patrols.kind.{patrol.kind}")
    if not patrol.stops:
        return say("log.patrolled", kind=kind, **times)
    names = list(dict.fromkeys(patrol.stops))
    told = _list(say, names[:MOST_STOPS_TOLD])
    more = "log.patrolled_more" if len(names) > MOST_STOPS_TOLD else "log.patrolled_stops"
    return say(more, kind=kind, stops=told, count=len(names), **times)


def _entered(facts: DayFacts) -> Counter[str]:
    counts: Counter[str] = Counter()
    for kind in EntryKind:
        rows = {one.row for one in facts.entries if one.kind is kind}
        if rows:
            counts[kind.value] = len(rows)
    return counts


def _handling(facts: DayFacts, say: Say) -> Iterator[str]:
    for one in findings(facts):
        yield _finding(one, say)
    outcomes = by_outcome(last_visits(facts, organisations=False))
    for name in ("no_answer", "refused", "new_people", "moved_out"):
        if outcomes[name]:
            yield say(f"log.handled.{name}", count=outcomes[name])


def _finding(one: FindingFact, say: Say) -> str:
    key = "log.finding" if one.handled else "log.finding_open"
    return say(
        key,
        place=one.place or say("log.on_the_way"),
        category=say(f"word.patrols.finding.{one.category}"),
        text=one.text.rstrip("。.；;"),
        handled=one.handled.rstrip("。.；;"),
    )


def _result(facts: DayFacts, say: Say) -> Iterator[str]:
    found = findings(facts)
    handled = sum(bool(one.handled) for one in found)
    if found:
        key = "log.all_handled" if handled == len(found) else "log.some_handled"
        yield say(key, count=len(found), handled=handled, left=len(found) - handled)
    else:
        yield say("log.no_finding")
    outcomes = by_outcome(last_visits(facts, organisations=False))
    if outcomes["no_answer"]:
        yield say("log.to_revisit", count=outcomes["no_answer"])


def _list(say: Say, parts: list[str]) -> str:
    return say("log.comma").join(parts)
