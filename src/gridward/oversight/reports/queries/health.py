"""What lists, measures and gates give for the health columns of Annex 5 (23 to 28), now; and the rows behind."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gridward.ground.register.terms.people import KeyPerson
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_name
from gridward.kernel.paging import page
from gridward.oversight.reports.queries.behind import Behind
from gridward.oversight.reports.queries.counts import Counts
from gridward.oversight.reports.queries.provided import Provider, merged
from gridward.oversight.reports.terms import RowKind
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.queries.arrivals import arrivals_by_class, counted_arrivals
from gridward.work.arrivals.queries.arrivals import person_of as arrived
from gridward.work.arrivals.queries.arrivals import visible_to as arrivals_of
from gridward.work.checkpoints.terms import CodeKind, CodeResult
from gridward.work.measures.models import Measure, MeasurePhase, MeasureTest
from gridward.work.measures.queries.measures import person_of
from gridward.work.measures.queries.measures import visible_to as measures_of
from gridward.work.measures.queries.watching import feverish
from gridward.work.measures.terms import ControlKind, MeasureEnd, MeasureState
from gridward.work.passages.models import Passage
from gridward.work.rulebooks.terms import PersonCategory
from gridward.work.screening.models import PushList, PushListRow, VerificationTask
from gridward.work.screening.queries.tasks import told_of
from gridward.work.screening.queries.tasks import visible_to as checks_of
from gridward.work.screening.terms import CheckOutcome, ListOrigin, ListRowState, ListState

KINDS: Final = {
    "ctl_central": (ControlKind.CENTRALISED_ISOLATION, ControlKind.OBSERVATION),
    "ctl_transfer": (ControlKind.CLOSED_TRANSFER,),
    "ctl_home": (
        *(ControlKind.HOME_ISOLATION, ControlKind.STAY_INDOORS),
        ControlKind.HOME_UNTIL_RESULT,
    ),
    "ctl_monitoring": (ControlKind.HOME_MONITORING, ControlKind.SELF_MONITORING),
    "ctl_held": (ControlKind.ON_SCENE_HOLD,),
}
"""集中, 待转运, 居家, 健康监测, 现场稳控: every kind stands in one of them, so that they add up."""
_NOT_FREED = (MeasureEnd.REPLACED.value, MeasureEnd.DECEASED.value)


# -- lists

_FOUND_HERE = (ListOrigin.SELF_FOUND, ListOrigin.GATE, ListOrigin.RESIDENT)


def _checks(now: datetime) -> dict[str, Q]:
    """What of the tasks of pushed lists counts."""
    return {
        "pushed": Q(),
        "pushed_done": ~Q(outcome=""),
        "pushed_confirmed": Q(outcome=CheckOutcome.CONFIRMED),
        "pushed_ruled_out": Q(outcome=CheckOutcome.RULED_OUT),
        "pushed_open": Q(outcome=""),
        "pushed_overdue": Q(outcome="", deadline__lt=now),
    }


CHECKS = (
    *("pushed", "pushed_done", "pushed_confirmed", "pushed_ruled_out"),
    *("pushed_open", "pushed_overdue", "self_found"),
)


def _on_open_lists(
    rows: QuerySet[VerificationTask], origins: Iterable[ListOrigin]
) -> QuerySet[VerificationTask]:
    """Tasks of people who stand on a list of such an origin that is not closed yet."""
    lists = PushList.objects.filter(
        state=ListState.OPEN.value, origin__in=[one.value for one in origins]
    )
    states = [ListRowState.ASSIGNED.value, ListRowState.ANSWERED.value]
    named = PushListRow.objects.filter(pushed__in=lists.values("pk"), state__in=states)
    return rows.filter(pk__in=named.values("task"))


def count_checks(grids: Collection[UUID], _: date) -> Counts:
    """Tasks of lists that are not closed yet, by grid; two queries."""
    rows = VerificationTask.objects.filter(grid__among=list(grids))
    pushed = _on_open_lists(rows, [ListOrigin.PUSHED])
    here = _on_open_lists(rows, _FOUND_HERE)
    return merged(_by_grid(pushed, _checks(clock.now())), _by_grid(here, {"self_found": Q()}))


def _by_grid(rows: QuerySet[Any], what: Mapping[str, Q]) -> Counts:
    counted = {key: Count("pk", filter=one) for key, one in what.items()}
    found = rows.order_by().values("grid_id").annotate(**{f"n_{k}": v for k, v in counted.items()})
    return {one["grid_id"]: {key: one[f"n_{key}"] for key in what} for one in found}


# -- measures


def _on(rows: QuerySet[Measure], day: date) -> QuerySet[Measure]:
    """With the kind of the day's phase and whether a sample is due on it and was taken."""
    phases = MeasurePhase.objects.filter(measure=OuterRef("pk"))
    today = phases.filter(begins__lte=day, ends__gte=day).order_by("position")
    return rows.alias(
        today_kind=Subquery(today.values("kind")[:1]),
        to_test=Exists(phases.filter(tests__contains=[day])),
        tested=Exists(MeasureTest.objects.filter(measure=OuterRef("pk"), day=day)),
    )


def _measures(day: date) -> dict[str, Q]:
    """What counts but for fever; a measure that has no phase on the day stands with the kind that it began with."""
    running = Q(state=MeasureState.IN_FORCE)
    first, after = clock.midnight(day), clock.midnight(day + timedelta(days=1))
    ended = Q(state=MeasureState.ENDED, ended_at__gte=first, ended_at__lt=after)
    return {
        "controlled": running,
        **{key: running & _of_kind(kinds) for key, kinds in KINDS.items()},
        "released_today": ended & ~Q(ended_for__in=_NOT_FREED),
        "close_contacts": running & Q(category=PersonCategory.CLOSE_CONTACT),
        "secondary_contacts": running & Q(category=PersonCategory.SECONDARY_CONTACT),
        "test_due": running & Q(to_test=True),
        "test_done": running & Q(to_test=True, tested=True),
    }


def _fever(day: date, grids: Collection[UUID]) -> Q:
    """Measures with a fever told on the day, whose readings are opened for it."""
    return Q(state=MeasureState.IN_FORCE, pk__in=feverish(day, grids))


FEVER: Final = "fever_reported"
MEASURES = (
    *("controlled", *KINDS, "released_today"),
    *("close_contacts", "secondary_contacts", "test_due", "test_done", FEVER),
)


def _of_kind(kinds: Iterable[ControlKind]) -> Q:
    names = [one.value for one in kinds]
    return Q(today_kind__in=names) | Q(today_kind=None, kind__in=names)


def count_measures(grids: Collection[UUID], day: date) -> Counts:
    """Measures in force and those that ended today, by grid; two queries."""
    rows = Measure.objects.filter(grid__among=list(grids))
    rows = rows.filter(state__in=[MeasureState.IN_FORCE, MeasureState.ENDED])
    what = {**_measures(day), FEVER: _fever(day, grids)}
    return _by_grid(_on(rows, day), what)


# -- codes that gates saw

CODES = {"red_codes": CodeResult.RED, "yellow_codes": CodeResult.YELLOW}


def count_codes(grids: Collection[UUID], day: date) -> Counts:
    """People whose health code was red or yellow at a gate today, each once a grid; a query for each colour."""
    found: Counts = defaultdict(dict)
    for key, colour in CODES.items():
        shown = [{"kind": CodeKind.HEALTH.value, "result": colour.value}]
        rows = Passage.objects.filter(day=day, grid__among=list(grids), codes__contains=shown)
        seen: dict[UUID, set[object]] = defaultdict(set)
        for grid, person, passage in rows.values_list("grid_id", "person", "pk"):
            seen[grid].add(bytes(person) if person else passage)
        for grid, people in seen.items():
            found[grid][key] = len(people)
    return found


# -- who came from elsewhere

ARRIVALS: Final = {
    "arrived_risk": KeyPerson.RISK_AREA,
    "arrived_city": KeyPerson.CITY_KEY_AREA,
    "arrived_other": KeyPerson.OTHER_RETURNEE,
}


def count_arrivals(grids: Collection[UUID], day: date) -> Counts:
    """People who came from elsewhere by their class of Annex 4, by grid; one query."""
    found = arrivals_by_class(grids, day)
    return {
        grid: {key: counts.get(one, 0) for key, one in ARRIVALS.items()}
        for grid, counts in found.items()
    }


PROVIDERS: Final = (
    Provider(CHECKS, count_checks),
    Provider(MEASURES, count_measures),
    Provider(tuple(CODES), count_codes),
    Provider(tuple(ARRIVALS), count_arrivals),
)
COLLECTED: Final = frozenset(key for one in PROVIDERS for key in one.figures)


# -- rows behind


@dataclass(frozen=True)
class _Rows:
    """How rows of another part are read: the right they need, which they are, how one is told."""

    right: Permission
    wanted: Callable[[Actor, str, Collection[UUID], date], QuerySet[Any]]
    told: Callable[[Any], Behind]


def _measures_behind(
    actor: Actor, figure: str, grids: Collection[UUID], day: date
) -> QuerySet[Any]:
    rows = _on(measures_of(actor).filter(grid__among=list(grids)), day)
    return rows.filter(_fever(day, grids) if figure == FEVER else _measures(day)[figure])


def _measure_told(row: Measure) -> Behind:
    words = {"rulebooks.category": row.category, "measures.kind": row.kind}
    name = mask_name(person_of(row).name)
    return Behind(row.pk, RowKind.MEASURE, name, row.serial, row.grid_id, words, None, row.pk)


def _checks_behind(actor: Actor, figure: str, grids: Collection[UUID], _: date) -> QuerySet[Any]:
    rows = checks_of(actor).filter(grid__among=list(grids))
    if figure == "self_found":
        return _on_open_lists(rows, _FOUND_HERE)
    return _on_open_lists(rows, [ListOrigin.PUSHED]).filter(_checks(clock.now())[figure])


def _check_told(row: VerificationTask) -> Behind:
    words = {"screening.outcome": row.outcome} if row.outcome else {}
    name = mask_name(told_of(row).name)
    return Behind(row.pk, RowKind.CHECK, name, "", row.grid_id, words, None, row.order_id)


def _arrivals_behind(
    actor: Actor, figure: str, grids: Collection[UUID], day: date
) -> QuerySet[Any]:
    rows = counted_arrivals(grids, day).filter(person_class=ARRIVALS[figure])
    return arrivals_of(actor).filter(pk__in=rows.values("pk")).select_related("resident__household")


def _arrival_told(row: Arrival) -> Behind:
    words = {"rulebooks.category": row.category} if row.category else {}
    name = mask_name(arrived(row).name)
    return Behind(row.pk, RowKind.ARRIVAL, name, "", row.grid_id, words, None, row.pk)


ROWS: Final = {
    RowKind.MEASURE: _Rows(Permission.MEASURE_SEE, _measures_behind, _measure_told),
    RowKind.CHECK: _Rows(Permission.SCREENING_ANSWER, _checks_behind, _check_told),
    RowKind.ARRIVAL: _Rows(Permission.MEASURE_SEE, _arrivals_behind, _arrival_told),
}
"""Rows that other parts keep behind walls of their own: read with their own queries, never past them."""


def health_rows(
    actor: Actor, figure: str, kind: RowKind, grids: Collection[UUID], after: str | None
) -> tuple[list[Behind], str | None]:
    """A page of the rows that a figure counts now, and the cursor of the next. Raises BadCursor."""
    shape = ROWS[kind]
    rows = shape.wanted(actor, figure, grids, clock.today())
    found = page(rows, ["created_at", "id"], after)
    return [shape.told(one) for one in found.rows], found.next
