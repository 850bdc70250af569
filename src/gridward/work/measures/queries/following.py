"""Looking after somebody: samples and the days they answer, calls with their orders, what is due, what was missed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.texts import LANGUAGES
from gridward.work.measures.models import Measure, MeasureCall, MeasureTest
from gridward.work.measures.queries.beside import asked_a_day, missed_of
from gridward.work.measures.queries.books import books_at
from gridward.work.measures.queries.measures import named, phases_of, visible_to
from gridward.work.measures.rules.alarms import asked_of, fever_from
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.rules.testing import needs_judged, samples_due, unsampled
from gridward.work.measures.terms import (
    ALARMS,
    CallFor,
    MeasureState,
    NeedState,
    Sampled,
    SampleDue,
    SampleMethod,
    SampleResult,
    SampleSealed,
)
from gridward.work.rulebooks.rules.explaining import category_name, explained
from gridward.work.rulebooks.rules.layering import rule_on
from gridward.work.rulebooks.terms import PersonCategory

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Advice:
    """What the books of a day say of a category, in words by language: for whoever decides."""

    what: CallFor
    category: PersonCategory
    titles: Mapping[str, str]
    words: Mapping[str, Sequence[str]]


def samples_of(row: Measure) -> list[MeasureTest]:
    """Samples, the last first."""
    return sorted(row.samples.all(), key=lambda one: (one.sampled_at, one.pk), reverse=True)


def sample_said(row: MeasureTest) -> SampleSealed:
    """What is sealed of a sample; raises SealBroken."""
    return SampleSealed(**json.loads(row.open_sealed("said") or "{}"))


def sampled(row: MeasureTest) -> Sampled:
    """A sample as the rules judge it; raises SealBroken."""
    said = sample_said(row)
    return Sampled(
        at=row.sampled_at,
        day=row.day,
        result=SampleResult(row.result) if row.result else None,
        method=SampleMethod(row.method),
        laboratory=said.laboratory,
        ct=said.ct,
    )


def taken_of(row: Measure) -> list[Sampled]:
    """The samples of a measure as the rules judge them."""
    return [sampled(one) for one in samples_of(row)]


def due_of(row: Measure, today: date) -> list[SampleDue]:
    """Days of tests of a measure with their state."""
    return samples_due(phases_of(row), taken_of(row), today)


def needs_of(row: Measure, today: date) -> Mapping[str, NeedState]:
    """What the results say of each condition that the rule asks for before a release."""
    return needs_judged(row.rule.get("needs", []), due_of(row, today), taken_of(row))


def sample_of(actor: Actor, sample_id: UUID) -> MeasureTest:
    """One sample of a measure that the actor may see; raises NotFound."""
    rows = MeasureTest.objects.filter(measure__in=visible_to(actor))
    return found(rows, sample_id)


def calls_of(row: Measure) -> list[MeasureCall]:
    """What somebody was called for because of a measure, the last first."""
    return list(row.calls.select_related("order").order_by("-at", "-id"))


def open_calls(row: Measure, *what: CallFor) -> QuerySet[MeasureCall]:
    """Calls of these kinds that have not ended."""
    return row.calls.filter(what__in=[one.value for one in what], ended_at=None)


def fever_at(grid: Grid, day: date) -> float:
    """From how many degrees Celsius somebody has a fever, by the books of the grid."""
    rule = rule_on(books_at(grid, day), PersonCategory.FEVER, day, grid.code)
    return fever_from(rule, measure_rules(day).fever_celsius)


def fever_words(grid: Grid, day: date, language: str) -> Sequence[str]:
    """What the books of the grid say of somebody with a fever; nothing where a book has ended the category."""
    advice = _advice(grid, CallFor.FEVER, PersonCategory.FEVER, day)
    return advice.words[language] if advice else ()


def advice_of(row: Measure, day: date) -> list[Advice]:
    """What the books say of the alarms of a measure that are open."""
    alarms = [CallFor(one.what) for one in open_calls(row, *ALARMS)]
    found = (
        _advice(row.grid, what, category, day)
        for what in alarms
        for category in asked_of(what, row.rule)
    )
    return [one for one in found if one is not None]


def missed_since(row: Measure, today: date, after: date | None = None) -> date | None:
    """The first day with too few readings, or of a test that nobody took a sample for; None where nothing was missed.

    `after`: days before it do not count.
    """
    if row.state != MeasureState.IN_FORCE:
        return None
    days = [*(one.day for one in missed_of(row, today)), *tests_missed(row, today)]
    return min((day for day in days if after is None or day >= after), default=None)


def tests_missed(row: Measure, today: date) -> list[date]:
    """Days of tests that are past without a sample, since the measure came into force."""
    if row.in_force_at is None:
        return []
    since = clock.local_date(row.in_force_at)
    return [day for day in unsampled(due_of(row, today), today - _DAY) if day >= since]


def is_due(row: Measure, today: date) -> bool:
    """Whether somebody is to be asked or sampled today still."""
    if row.state != MeasureState.IN_FORCE or not row.begins <= today <= row.ends:
        return False
    taken = sum(one.day == today for one in row.readings.all())
    return taken < asked_a_day(row, today) or today in unsampled(due_of(row, today), today)


def due_today(rows: QuerySet[Measure], today: date) -> list[Measure]:
    """Of these measures those of whom somebody is to be asked or sampled today still, read with all that it takes."""
    running = rows.filter(state=MeasureState.IN_FORCE, begins__lte=today, ends__gte=today)
    found = named(running).prefetch_related("samples", "readings").order_by("ends", "id")
    return [one for one in found if is_due(one, today)]


def _advice(grid: Grid, what: CallFor, category: PersonCategory, day: date) -> Advice | None:
    """None where a book has ended the category: that nobody is put into it any more says nothing of what to do."""
    books = books_at(grid, day)
    rule = rule_on(books, category, day, grid.code)
    if rule.ended_by:
        return None
    return Advice(
        what=what,
        category=category,
        titles={one: category_name(category, one) for one in LANGUAGES},
        words={one: explained(rule, books, one) for one in LANGUAGES},
    )
