"""How much waits of each kind, as far as the reader sees it: a query or two for each source, however much there is."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed
from gridward.oversight.desk.terms import DeskItem, Waiting
from gridward.work.arrivals.queries.arrivals import visible_to as arrivals_of
from gridward.work.arrivals.terms import ArrivalState
from gridward.work.measures.models import MeasureAppeal
from gridward.work.measures.queries.measures import in_view
from gridward.work.measures.queries.measures import visible_to as measures_of
from gridward.work.measures.queries.moving import may_accept, moved_measures
from gridward.work.measures.queries.watching import feverish
from gridward.work.measures.terms import MeasureState, MeasureView
from gridward.work.riskareas.queries.areas import new_notices
from gridward.work.rulebooks.queries.versions import news, of_others, sees_drafts, to_review
from gridward.work.screening.models import PushListRow
from gridward.work.screening.queries.lists import visible_to as lists_of
from gridward.work.screening.terms import AT_DESK, OPEN_ROWS, ListState
from gridward.work.tracing.models import TracedContact
from gridward.work.tracing.queries.cases import in_view as in_contacts
from gridward.work.tracing.queries.cases import visible_to as cases_of
from gridward.work.tracing.terms import CaseState, ContactView

_DAY = timedelta(days=1)


def waiting(actor: Actor) -> list[Waiting]:
    """Everything that may wait for the reader, also what does not. Raises NotAllowed for whoever sees no measures."""
    if not actor.may(Permission.MEASURE_SEE):
        raise NotAllowed(permission=Permission.MEASURE_SEE.value)
    found = [one for right, read in _SOURCES.items() if actor.may(right) for one in read(actor)]
    return [*found, *_notices(actor), *_books(actor)]


def _lists(actor: Actor) -> Iterator[Waiting]:
    """Lists that are not closed with their clocks, and the rows that wait at the desk."""
    now = clock.now()
    rows = lists_of(actor).filter(state=ListState.OPEN).order_by()
    told = rows.aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(deadline__lt=now)), due=Min("deadline")
    )
    open_ = PushListRow.objects.filter(pushed__in=rows.values("pk"))
    counted = open_.aggregate(
        rows=Count("pk", filter=Q(state__in=sorted(OPEN_ROWS))),
        desk=Count("pk", filter=Q(state__in=sorted(AT_DESK))),
        late=Count("pk", filter=Q(state__in=sorted(AT_DESK), pushed__deadline__lt=now)),
        due=Min("pushed__deadline", filter=Q(state__in=sorted(AT_DESK))),
    )
    yield Waiting(DeskItem.LISTS, told["count"], told["late"], told["due"], more=counted["rows"])
    yield Waiting(DeskItem.DOUBTFUL, counted["desk"], counted["late"], counted["due"])


def _measures(actor: Actor) -> Iterator[Waiting]:
    """Steps that wait, and measures that end."""
    today = clock.today()
    running = Q(state=MeasureState.IN_FORCE)
    kinds = {
        "n_decide": Q(state=MeasureState.PROPOSED),
        "n_confirm": Q(state=MeasureState.DECIDED),
        "n_ends": running & Q(ends__lte=today),
        "n_late": running & Q(ends__lt=today),
        "n_tomorrow": running & Q(ends=today + _DAY),
    }
    told = (
        measures_of(actor)
        .order_by()
        .aggregate(**{key: Count("pk", filter=one) for key, one in kinds.items()})
    )
    decides, confirms = (
        actor.may(one) for one in (Permission.MEASURE_DECIDE, Permission.MEASURE_CONFIRM)
    )
    yield Waiting(DeskItem.TO_DECIDE, told["n_decide"], mine=decides)
    yield Waiting(DeskItem.TO_CONFIRM, told["n_confirm"], mine=confirms)
    yield Waiting(DeskItem.RELEASES, told["n_ends"], told["n_late"], mine=decides)
    yield Waiting(DeskItem.TOMORROW, told["n_tomorrow"], mine=decides)
    arrived = arrivals_of(actor).filter(state=ArrivalState.WAITING).count()
    yield Waiting(DeskItem.ARRIVALS, arrived, mine=actor.may(Permission.MEASURE_PROPOSE))
    yield from _beside(actor, decides)


def _beside(actor: Actor, decides: bool) -> Iterator[Waiting]:
    """Appeals, readings, and rules that moved."""
    today, now = clock.today(), clock.now()
    appeals = MeasureAppeal.objects.filter(
        decided_at=None, measure__grid__among=actor.grids(Permission.MEASURE_SEE)
    ).aggregate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)), due=Min("due_at"))
    yield Waiting(DeskItem.APPEALS, appeals["count"], appeals["late"], appeals["due"], decides)
    yield Waiting(DeskItem.FEVER, len(feverish(today, actor.grids(Permission.MEASURE_SEE))))
    missed = measures_of(actor).filter(in_view(MeasureView.MISSED, today)).count()
    yield Waiting(DeskItem.MISSED, missed, missed)
    moves = moved_measures(actor, None, today)
    yield Waiting(DeskItem.MOVES, len(moves), mine=any(may_accept(actor, one) for one in moves))


def _contacts(actor: Actor) -> Iterator[Waiting]:
    """Contacts of cases under trace on whom nobody has decided, or of whom more is known since."""
    cases = cases_of(actor).filter(state=CaseState.OPEN)
    waits = in_contacts(ContactView.TO_DECIDE) | in_contacts(ContactView.NEWS)
    count = TracedContact.objects.filter(waits, case__in=cases.order_by().values("pk")).count()
    yield Waiting(DeskItem.CONTACTS, count, mine=actor.may(Permission.TRACING_DECIDE))


def _notices(actor: Actor) -> Iterator[Waiting]:
    """Notices of risk areas that the reader has not read yet."""
    yield Waiting(DeskItem.NOTICES, new_notices(actor).count())


def _books(actor: Actor) -> Iterator[Waiting]:
    """Changed rule books that the reader has not read; who writes or reviews is told what waits for a second person."""
    yield Waiting(DeskItem.BOOKS, news(actor).count())
    if not sees_drafts(actor):
        return
    waits = to_review(actor).aggregate(
        count=Count("pk"), mine=Count("pk", filter=of_others(actor.account_id))
    )
    reviews = actor.may(Permission.RULEBOOKS_REVIEW) and waits["mine"] > 0
    yield Waiting(DeskItem.REVIEWS, waits["count"], mine=reviews)


_SOURCES: dict[Permission, Callable[[Actor], Iterator[Waiting]]] = {
    Permission.SCREENING_KEEP: _lists,
    Permission.MEASURE_SEE: _measures,
    Permission.TRACING_READ: _contacts,
}
