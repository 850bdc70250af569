"""Cases, runs and contacts that an actor may see, at the grids of `tracing.read`; what is sealed of them."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import at_grids, found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound, Stale
from gridward.work.rulebooks.queries.books import books_for, rule_for
from gridward.work.rulebooks.terms import Lack, PersonCategory
from gridward.work.tracing.models import (
    ContactDeed,
    ContactEvidence,
    TracedContact,
    TracingCase,
    TracingRun,
)
from gridward.work.tracing.rules.lookback import category_of, lookback_of
from gridward.work.tracing.terms import (
    CaseState,
    ContactDecision,
    ContactView,
    LookbackTold,
    NamedSaid,
    PersonKind,
    PersonTold,
)


@dataclass(frozen=True)
class CaseFilter:
    """Which cases: in a state, of a grid."""

    state: CaseState | None = None
    grid_id: UUID | None = None


@dataclass(frozen=True)
class Reached:
    """How many contacts of a case stand where; `became` of those who are close or secondary are cases by now."""

    total: int = 0
    to_decide: int = 0
    news: int = 0
    decided: Mapping[ContactDecision, int] | None = None
    became: int = 0

    @property
    def effective(self) -> int:
        """Close and secondary contacts."""
        told = self.decided or {}
        return told.get(ContactDecision.CLOSE, 0) + told.get(ContactDecision.SECONDARY, 0)


def visible_to(actor: Actor, grid_id: UUID | None = None) -> QuerySet[TracingCase]:
    """Cases at the actor's grids, or at one of them."""
    return at_grids(TracingCase, actor.grids(Permission.TRACING_READ), grid_id)


def cases(actor: Actor, wanted: CaseFilter) -> QuerySet[TracingCase]:
    """Cases with what lists show of them."""
    rows = with_grid(visible_to(actor, wanted.grid_id))
    return rows.filter(state=wanted.state) if wanted.state else rows


def case_of(actor: Actor, case_id: UUID) -> TracingCase:
    """One case; raises NotFound."""
    return found(with_grid(visible_to(actor)), case_id)


def case_to_change(actor: Actor, case_id: UUID, version: int | None = None) -> TracingCase:
    """One case, locked until the transaction ends; raises NotFound, NotAllowed, Stale."""
    row = found(with_grid(visible_to(actor)).select_for_update(of=("self",)), case_id)
    actor.require(Permission.TRACING_DECIDE, row.grid_id)
    if version is not None and row.version != version:
        raise Stale
    return row


def contacts(case: TracingCase, view: ContactView, degree: int | None) -> QuerySet[TracedContact]:
    """Contacts of a case in a view."""
    rows = with_home(TracedContact.objects.filter(case=case).filter(in_view(view)))
    return rows.filter(degree=degree) if degree else rows


def with_home(rows: QuerySet[TracedContact]) -> QuerySet[TracedContact]:
    """The rows with the grids where people live."""
    return rows.select_related("home").defer("home__boundary", "home__bounds")


def in_view(view: ContactView) -> Q:
    """What puts a contact into a list."""
    match view:
        case ContactView.ALL:
            return Q()
        case ContactView.TO_DECIDE:
            return Q(decision="")
        case ContactView.NEWS:
            return Q(news_at__isnull=False)
        case _:
            return Q(decision=view.value)


def contact_of(actor: Actor, contact_id: UUID) -> TracedContact:
    """One contact with its case; raises NotFound."""
    rows = with_home(TracedContact.objects.filter(case__in=visible_to(actor).values("pk")))
    return found(rows.select_related("case", "home"), contact_id)


def evidence_of(row: TracedContact) -> list[ContactEvidence]:
    """What is known of a contact, the earliest first."""
    rows = ContactEvidence.objects.filter(contact=row).select_related("via")
    return list(rows.order_by("first_at", "id"))


def deeds_of(row: TracedContact) -> list[ContactDeed]:
    """What was decided of a contact, the last first."""
    return list(ContactDeed.objects.filter(contact=row).order_by("-at", "-id"))


def runs_of(row: TracingCase) -> list[TracingRun]:
    """The runs of a case, the last first."""
    return list(TracingRun.objects.filter(case=row).order_by("-asked_at", "-id")[:20])


def trial_of(actor: Actor, run_id: UUID) -> TracingRun:
    """A trial that the actor asked for; raises NotFound."""
    rows = at_grids(TracingRun, actor.grids(Permission.TRACING_READ))
    row = rows.filter(pk=run_id, case=None).first()
    if row is None or row.account_id != actor.account_id:
        raise NotFound
    return row


def reached(actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Reached]:
    """How far each of these cases reached."""
    rows = TracedContact.objects.filter(case__in=ids).values("case", "decision")
    rows = rows.annotate(n=Count("pk"), news=Count("pk", filter=Q(news_at__isnull=False)))
    told: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    for one in rows.order_by("case", "decision"):
        told[one["case"]].append((one["decision"], one["n"], one["news"]))
    became = _became(actor, ids)
    return {case: _reached(told[case], became.get(case, 0)) for case in ids}


def _reached(rows: Collection[tuple[str, int, int]], became: int) -> Reached:
    decided = {ContactDecision(name): many for name, many, _ in rows if name}
    return Reached(
        total=sum(many for _, many, _ in rows),
        to_decide=sum(many for name, many, _ in rows if not name),
        news=sum(news for _, _, news in rows),
        decided=decided,
        became=became,
    )


def _became(actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Close and secondary contacts who were determined to be cases since, as far as the actor sees."""
    effective = [ContactDecision.CLOSE.value, ContactDecision.SECONDARY.value]
    rows = TracedContact.objects.filter(case__in=ids, decision__in=effective)
    rows = rows.filter(resident_id__isnull=False).select_related("case")
    days = cases_of_residents(actor, {row.resident_id for row in rows if row.resident_id})
    counts: dict[UUID, int] = defaultdict(int)
    for row in rows:
        other = days.get(row.resident_id) if row.resident_id else None
        counts[row.case_id] += bool(other and other.determined_on >= row.case.determined_on)
    return counts


def cases_of_residents(actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, TracingCase]:
    """The last case of each of these residents that was not withdrawn."""
    rows = visible_to(actor).filter(resident_id__in=ids).exclude(state=CaseState.WITHDRAWN)
    return {row.resident_id: row for row in rows.order_by("determined_on") if row.resident_id}


def lookback_at(grid: Grid, day: date, *, symptomatic: bool) -> LookbackTold:
    """What the books of a street say for a case determined on a day."""
    rule = rule_for(grid.street_id, category_of(symptomatic=symptomatic), day)
    return lookback_of(rule, books_for(grid.street_id, day))


def named_of(row: TracingCase) -> NamedSaid:
    """Who a case is; raises SealBroken."""
    return NamedSaid(**json.loads(row.open_sealed("person") or "{}"))


def person_of(row: TracedContact) -> PersonTold:
    """Who a contact is; raises SealBroken."""
    told = json.loads(row.open_sealed("person") or "{}")
    return PersonTold(row.person_key, PersonKind(row.kind), grid=row.home_id, **told)


def sealed_person(one: PersonTold) -> str:
    """What is sealed of a contact."""
    told = {name: getattr(one, name) for name in ("name", "phone", "address", "door")}
    return json.dumps(told, ensure_ascii=False)


def rule_stored(one: LookbackTold) -> dict[str, Any]:
    """What the books said, as plain values."""
    return {**asdict(one), "title": dict(one.title)}


def rule_read(told: Mapping[str, Any]) -> LookbackTold:
    """The same, read again."""
    lack = Lack(told["lack"]) if told["lack"] else None
    category = PersonCategory(told["category"])
    return LookbackTold(**{**told, "category": category, "lack": lack})
