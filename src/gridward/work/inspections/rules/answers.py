"""What is answered at an inspection, and what follows: findings, deadlines, the measures of the register."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta

from gridward.ground.register.terms.people import Measure
from gridward.work.inspections.problems import (
    InspectionAnswersUnfit,
    InspectionDaysUnfit,
    InspectionFindingEmpty,
)
from gridward.work.inspections.terms import (
    Checklist,
    ChecklistItem,
    Demand,
    InspectionAnswer,
    ItemSaid,
)

Works = Callable[[date], bool]
"""Whether a day is worked."""


def check_answers(items: Sequence[ChecklistItem], said: Sequence[ItemSaid], most_days: int) -> None:
    """Raises InspectionAnswersUnfit, InspectionFindingEmpty, InspectionDaysUnfit."""
    if sorted(one.code for one in items) != sorted(one.code for one in said):
        raise InspectionAnswersUnfit
    for number, one in enumerate(said, start=1):
        if one.answer is InspectionAnswer.WANTING and not one.text.strip():
            raise InspectionFindingEmpty(number=number)
        if one.days is not None and not 0 <= one.days <= most_days:
            raise InspectionDaysUnfit(most=most_days)


def wanting(said: Iterable[ItemSaid]) -> list[ItemSaid]:
    """What was found wanting, in the order of the list."""
    return [one for one in said if one.answer is InspectionAnswer.WANTING]


def still_open(said: Iterable[ItemSaid]) -> list[ItemSaid]:
    """What was found wanting and not put right on the spot."""
    return [one for one in wanting(said) if not one.on_the_spot]


def measures_after(
    known: Collection[Measure], items: Iterable[ChecklistItem], said: Iterable[ItemSaid]
) -> list[Measure]:
    """The measures that the register keeps from now on: those fine or put right, without those that are wanting.

    What was not asked, or does not apply, stays as the register has it.
    """
    measured = {one.code: one.measure for one in items if one.measure}
    left = set(known)
    for one in said:
        measure = measured.get(one.code)
        if measure is None or one.answer is InspectionAnswer.NOT_APPLICABLE:
            continue
        fine = one.answer is InspectionAnswer.FINE or one.on_the_spot
        left = left | {measure} if fine else left - {measure}
    return [one for one in Measure if one in left]


def demands(
    checklist: Checklist, said: Iterable[ItemSaid], day: date, works: Works
) -> list[Demand]:
    """What a notice of this day wants, item by item, in Chinese as the paper is."""
    return [_demand(checklist.item(one.code), one, day, works) for one in still_open(said)]


def deadline(demanded: Iterable[Demand]) -> date:
    """The day by which all of it has to be put right."""
    return max(one.deadline for one in demanded)


def working_day(day: date, count: int, works: Works) -> date:
    """The day that lies so many working days after another; 0 is the day itself."""
    while count:
        day += timedelta(days=1)
        count -= works(day)
    return day


def _demand(item: ChecklistItem, said: ItemSaid, day: date, works: Works) -> Demand:
    days = item.days if said.days is None else said.days
    return Demand(
        item=item.code,
        found=said.text.strip(),
        demand=said.demand.strip() or item.remedy["zh-Hans"],
        basis=item.basis,
        deadline=working_day(day, days, works),
    )
