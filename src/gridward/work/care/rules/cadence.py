"""When the next contact is due."""

import calendar as months_of
from collections.abc import Callable
from datetime import date, timedelta

from gridward.work.care.problems import CareCadenceUnfit, CareDaysUnfit
from gridward.work.care.terms import LONGEST_EVERY, Cadence, CareUnit, CareView, ContactOutcome

Works = Callable[[date], bool]
"""Whether a day is worked."""
YEAR = 12


def next_contact(made: date, cadence: Cadence, *, works: Works, on_rest_days: bool) -> date:
    """The day by which the contact after one that was made is due.

    A day off is brought forward to the last worked day before it, so that nobody waits longer than was agreed; where
    no day is worked in between, the day stays, whatever it is.
    """
    due = after(made, cadence)
    if on_rest_days:
        return due
    day = due
    while day > made and not works(day):
        day -= timedelta(days=1)
    return day if day > made else due


def next_try(tried: date, retry_days: int, due: date) -> date:
    """When somebody who was not reached is tried again: soon, and never later than was due."""
    return max(min(tried + timedelta(days=retry_days), due), tried + timedelta(days=1))


def after(day: date, cadence: Cadence) -> date:
    """So many days, weeks or months later; a month ends with its last day."""
    match cadence.unit:
        case CareUnit.DAY:
            return day + timedelta(days=cadence.every)
        case CareUnit.WEEK:
            return day + timedelta(weeks=cadence.every)
        case CareUnit.MONTH:
            return months_after(day, cadence.every)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def check_cadence(cadence: Cadence, began: date, ends: date) -> None:
    """Raises CareCadenceUnfit where it is nothing, or not one contact would be due before the end."""
    if not 1 <= cadence.every <= LONGEST_EVERY or after(began, cadence) > ends:
        raise CareCadenceUnfit(most=LONGEST_EVERY)


def check_days(today: date, next_on: date, ends_on: date, months: int) -> None:
    """Raises CareDaysUnfit unless today ≤ next ≤ end ≤ what a consent of today holds."""
    latest = months_after(today, months)
    if not today <= next_on <= ends_on <= latest:
        raise CareDaysUnfit(latest=latest.isoformat())


def view_of(next_on: date, today: date) -> CareView:
    """Where a plan stands by the day of its next contact."""
    if next_on < today:
        return CareView.OVERDUE
    return CareView.DUE if next_on == today else CareView.COMING


def was_made(outcome: ContactOutcome) -> bool:
    """Whether somebody was spoken to, so that nothing is overdue any more."""
    return outcome is not ContactOutcome.NOT_REACHED
