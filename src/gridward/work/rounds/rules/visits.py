"""What a visit makes of its target."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gridward.work.rounds.rules.outcomes import persons_met, settles
from gridward.work.rounds.terms import Known, Question, QuestionAbout, Said, VisitOutcome


@dataclass(frozen=True)
class Standing:
    """What of a target a visit can change."""

    outcome: VisitOutcome | None = None
    at: datetime | None = None
    by: UUID | None = None
    settled: bool = False
    tries: int = 0
    visits: int = 0
    persons_met: int = 0
    asked_again: int = 0


def after_visit(
    now: Standing, said: Said, *, by: UUID | None, persons: int, most: int, again: int, began: date
) -> Standing:
    """The target after a visit; `most` is how often a closed door is tried, `began` the first day of the cycle.

    Phones bring visits late and in any order. A door that was opened stays so though a closed one comes after; of two
    visits of one sort the later one counts. A visit of the cycle before is kept, and changes nothing in this one.
    """
    now = replace(now, visits=now.visits + 1, asked_again=now.asked_again + again)
    if said.at.date() < began:
        return now
    tried = now.tries + 1
    if not _stands_over(said, now):
        return replace(now, tries=tried, settled=now.settled or tried >= most)
    return replace(
        now,
        outcome=said.outcome,
        at=said.at,
        by=by,
        settled=settles(said.outcome, tried, most),
        tries=tried,
        persons_met=persons_met(said.outcome, said.persons_met, persons),
    )


def _stands_over(said: Said, now: Standing) -> bool:
    if now.outcome is None or now.at is None:
        return True
    closed, before = said.outcome is VisitOutcome.NO_ANSWER, now.outcome is VisitOutcome.NO_ANSWER
    return said.at >= now.at if closed == before else before


def learned(
    known: dict[str, Known], said: Said, questions: dict[str, Question], persons: set[str], on: date
) -> dict[str, Known]:
    """The answers known after a visit; what is confirmed as unchanged was answered on that day.

    Of persons who were not asked the answers stay; the day of all is then that of the oldest.
    """
    after = dict(known)
    if said.unchanged:
        after |= {code: Known(one.answer, on) for code, one in known.items() if code in questions}
    for code, answer in said.answers.items():
        before = known.get(code)
        if before is not None and before.on > on:
            continue
        after[code] = _merged(questions[code], before, answer, persons, on)
    return after


def _merged(
    question: Question, before: Known | None, answer: Any, persons: set[str], on: date
) -> Known:
    if question.about is QuestionAbout.HOUSEHOLD or before is None:
        return Known(answer, on)
    both = {person: one for person, one in before.answer.items() if person in persons} | answer
    return Known(both, on if answer.keys() >= persons else min(before.on, on))
