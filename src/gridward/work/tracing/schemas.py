"""Shapes of tracing."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_name, mask_phone
from gridward.kernel.problems import Problem
from gridward.work.measures.terms import ControlKind
from gridward.work.tracing.models import (
    ContactDeed,
    ContactEvidence,
    TracedContact,
    TracingCase,
    TracingRun,
)
from gridward.work.tracing.queries.cases import Reached, named_of, person_of, rule_read
from gridward.work.tracing.queries.drawings import Drawn
from gridward.work.tracing.rules.deciding import REASONS
from gridward.work.tracing.rules.drawing import Gathering, Link, Met, Node
from gridward.work.tracing.terms import (
    MOST_CHOSEN,
    CaseSaid,
    CaseState,
    ContactChosen,
    ContactDecision,
    ContactDecisionSaid,
    DecisionReason,
    EvidenceKind,
    LookbackTold,
    MeasureWish,
    NamedSaid,
    PersonKind,
    RunState,
    TracingRules,
    TrialSaid,
)

TraceName = Annotated[str, StringConstraints(max_length=60)]
TraceWord = Annotated[str, StringConstraints(max_length=100)]
TraceText = Annotated[str, StringConstraints(max_length=500)]
Days = Annotated[int, Field(ge=0, le=365)]


class TracingNamedIn(Schema):
    """Somebody who is not in the register, with a telephone or an identity number."""

    name: TraceName
    phone: TraceName = ""
    document: TraceName = ""
    address: Annotated[str, StringConstraints(max_length=200)] = ""


class TracingCaseIn(Schema):
    """A case: a resident, or somebody who is named at a grid."""

    id: UUID
    source: TraceWord
    paper: TraceWord
    determined_on: date
    began_on: date
    symptomatic: bool
    resident_id: UUID | None = None
    grid_id: UUID | None = None
    person: TracingNamedIn | None = None
    isolated_at: AwareDatetime | None = None
    lookback_days: Days | None = None
    lookback_reason: TraceText = ""

    def said(self) -> CaseSaid:
        """As the services take it."""
        told = self.model_dump(exclude={"person"})
        person = NamedSaid(**self.person.model_dump()) if self.person else None
        return CaseSaid(**told, person=person)


class TracingEndIn(Schema):
    """A case is closed, or withdrawn for a reason."""

    version: int
    withdrawn: bool = False
    note: TraceText = ""


class TracingChosenIn(Schema):
    """A contact as it was shown."""

    id: UUID
    version: int


class TracingWishIn(Schema):
    """For the measure that a decision proposes: why nothing milder; kind and end where no rule gives them, and why."""

    necessity: TraceText = ""
    kind: ControlKind | None = None
    ends: date | None = None
    reason: TraceText = ""


class TracingDecisionIn(Schema):
    """What is decided of these contacts."""

    chosen: Annotated[list[TracingChosenIn], Field(max_length=MOST_CHOSEN)]
    decision: ContactDecision
    reason: DecisionReason
    note: TraceText = ""
    wish: TracingWishIn = TracingWishIn()

    def picked(self) -> list[ContactChosen]:
        """As the services take it."""
        return [ContactChosen(one.id, one.version) for one in self.chosen]

    def said(self) -> ContactDecisionSaid:
        """As the services take it."""
        wish = MeasureWish(**self.wish.model_dump())
        return ContactDecisionSaid(self.decision, self.reason, self.note, wish)


class TracingTrialIn(Schema):
    """Of whom it is asked what would be if they were positive."""

    id: UUID
    resident_id: UUID
    began_on: date
    symptomatic: bool = False
    lookback_days: Days | None = None

    def said(self) -> TrialSaid:
        """As the services take it."""
        return TrialSaid(**self.model_dump())


class TracingLookbackOut(Shape):
    """What the books say of the days to look back: `days` null where they are silent, `lack` says why."""

    days: int | None
    book: str
    title: str
    source: str
    draft: bool
    lack: str
    ended_by: str

    @classmethod
    def of(cls, one: LookbackTold, language: str) -> "TracingLookbackOut":
        """From what the rule came to."""
        return cls(
            days=one.days,
            book=one.book,
            title=one.title.get(language, ""),
            source=one.source,
            draft=one.draft,
            lack=one.lack or "",
            ended_by=one.ended_by,
        )


class TracingReasonsOut(Shape):
    """The reasons that can be given for a decision."""

    decision: ContactDecision
    reasons: list[DecisionReason]


class TracingTermsOut(Shape):
    """What the desk chooses from, and the settings of the house that hold today."""

    reasons: list[TracingReasonsOut]
    window_minutes: int
    degrees: int
    largest_group: int
    kept_days: int
    may_decide: bool

    @classmethod
    def of(cls, rules: TracingRules, actor: Actor) -> "TracingTermsOut":
        """From the settings of a day."""
        same = ("window_minutes", "degrees", "largest_group", "kept_days")
        return cls(
            reasons=[
                TracingReasonsOut(decision=one, reasons=list(reasons))
                for one, reasons in REASONS.items()
            ],
            may_decide=actor.may(Permission.TRACING_DECIDE),
            **{name: getattr(rules, name) for name in same},
        )


class TracingReachedOut(Shape):
    """How many contacts stand where; `effective` are close and secondary, `became` those of them who are cases now."""

    total: int
    to_decide: int
    news: int
    close: int
    secondary: int
    general: int
    none: int
    effective: int
    became: int

    @classmethod
    def of(cls, one: Reached) -> "TracingReachedOut":
        """From counts."""
        told = one.decided or {}
        return cls(
            total=one.total,
            to_decide=one.to_decide,
            news=one.news,
            effective=one.effective,
            became=one.became,
            **{name.value: told.get(name, 0) for name in ContactDecision},
        )


class TracingRunOut(Shape):
    """A run: by whom, when, with which settings, what it read and found, or why it failed."""

    id: UUID
    state: RunState
    asked_at: datetime
    ended_at: datetime | None
    account_name: str
    window_minutes: int
    degrees: int
    counts: dict[str, Any]
    problem: str

    @classmethod
    def of(cls, row: TracingRun, language: str) -> "TracingRunOut":
        """From a row."""
        same = ("state", "asked_at", "ended_at", "account_name", "window_minutes", "degrees")
        return cls(
            id=row.pk,
            counts=row.counts,
            problem=sentence_of(row.problem, language),
            **{name: getattr(row, name) for name in same},
        )


class TracingCaseRow(Shape):
    """A case in a list; the name is masked."""

    id: UUID
    version: int
    serial: str
    grid: GridRef
    name: str
    resident_id: UUID | None
    symptomatic: bool
    determined_on: date
    began_on: date
    state: CaseState
    reached: TracingReachedOut

    @classmethod
    def of(cls, row: TracingCase, reached: Reached) -> "TracingCaseRow":
        """From a row read with its grid; raises SealBroken."""
        return cls(**_case(row, reached, mask_name(named_of(row).name)))


class TracingCaseOut(TracingCaseRow):
    """A case with its name, paper and window, and its runs; who reads it is on record."""

    phone: str
    address: str
    source: str
    paper: str
    lookback_days: int
    lookback: TracingLookbackOut
    stated: str
    isolated_at: datetime | None
    account_name: str
    created_at: datetime
    ended_at: datetime | None
    ended_by: str
    end_note: str
    may_decide: bool
    runs: list[TracingRunOut]

    @classmethod
    def whole(
        cls,
        row: TracingCase,
        beside: tuple[Reached, list[TracingRun]],
        actor: Actor,
        language: str,
    ) -> "TracingCaseOut":
        """From a row with what stands beside it; raises SealBroken."""
        person, (reached, runs) = named_of(row), beside
        same = ("source", "paper", "lookback_days", "isolated_at", "account_name")
        ends = ("created_at", "ended_at", "ended_by")
        return cls(
            **_case(row, reached, person.name),
            phone=mask_phone(person.phone) if person.phone else "",
            address=person.address,
            lookback=TracingLookbackOut.of(rule_read(row.rule), language),
            stated=row.open_sealed("stated") or "",
            end_note=row.open_sealed("end_note") or "",
            may_decide=actor.may(Permission.TRACING_DECIDE, row.grid_id),
            runs=[TracingRunOut.of(one, language) for one in runs],
            **{name: getattr(row, name) for name in (*same, *ends)},
        )


class TracedContactRow(Shape):
    """A contact in the list of a case, with the name; the telephone is masked."""

    id: UUID
    version: int
    kind: PersonKind
    resident_id: UUID | None
    name: str
    phone: str
    address: str
    grid: GridRef | None
    degree: int
    kinds: list[EvidenceKind]
    first_at: datetime
    last_at: datetime
    minutes: int
    suggested: ContactDecision | None
    decision: ContactDecision | None
    reason: DecisionReason | None
    decided_at: datetime | None
    decided_by: str
    news_at: datetime | None
    measure_id: UUID | None
    measure_problem: str

    @classmethod
    def of(cls, row: TracedContact, language: str) -> "TracedContactRow":
        """From a row read with its home; raises SealBroken."""
        return cls(**_contact(row, language))


class TracingEvidenceOut(Shape):
    """Where, from when to when, how long somebody met the case, or in the second degree `via`."""

    id: UUID
    kind: EvidenceKind
    place: str
    via: str
    via_id: UUID | None
    first_at: datetime
    last_at: datetime
    minutes: int
    meetings: int
    found_at: datetime

    @classmethod
    def of(cls, row: ContactEvidence) -> "TracingEvidenceOut":
        """From a row read with its `via`; raises SealBroken."""
        same = ("kind", "via_id", "first_at", "last_at", "minutes", "meetings", "found_at")
        return cls(
            id=row.pk,
            place=row.open_sealed("place") or "",
            via=person_of(row.via).name if row.via else "",
            **{name: getattr(row, name) for name in same},
        )


class TracingDeedOut(Shape):
    """A decision as it was made."""

    at: datetime
    decision: ContactDecision
    reason: DecisionReason
    said: str
    account_name: str

    @classmethod
    def of(cls, row: ContactDeed) -> "TracingDeedOut":
        """From a row; raises SealBroken."""
        same = ("at", "decision", "reason", "account_name")
        return cls(
            said=row.open_sealed("said") or "", **{name: getattr(row, name) for name in same}
        )


class TracedContactOut(TracedContactRow):
    """A contact with its telephone in full, its evidence and what was decided; who reads it is on record."""

    full_phone: str
    evidence: list[TracingEvidenceOut]
    deeds: list[TracingDeedOut]

    @classmethod
    def whole(
        cls,
        row: TracedContact,
        evidence: list[ContactEvidence],
        deeds: list[ContactDeed],
        language: str,
    ) -> "TracedContactOut":
        """From a row with what stands beside it; raises SealBroken."""
        return cls(
            **_contact(row, language),
            full_phone=person_of(row).phone,
            evidence=[TracingEvidenceOut.of(one) for one in evidence],
            deeds=[TracingDeedOut.of(one) for one in deeds],
        )


class TracingContactsOut(Shape):
    """Contacts of a case in a view, as many as can be decided at once, and how many more there are."""

    items: list[TracedContactRow]
    more: int = 0


class TracingNodeOut(Shape):
    """Somebody in the chain; `case_id` where they are a case themselves."""

    id: str
    name: str
    degree: int
    decision: ContactDecision | None
    case_id: UUID | None
    contact_id: UUID | None

    @classmethod
    def of(cls, one: Node) -> "TracingNodeOut":
        """From a node."""
        return cls(
            id=one.id,
            name=one.name,
            degree=one.degree,
            decision=one.decision,
            case_id=one.case,
            contact_id=one.contact,
        )


class TracingLinkOut(Shape):
    """Two people who met."""

    source: str
    target: str
    first: datetime
    evidence: int
    kinds: list[EvidenceKind]

    @classmethod
    def of(cls, one: Link) -> "TracingLinkOut":
        """From an edge."""
        same = ("source", "target", "first", "evidence")
        return cls(kinds=list(one.kinds), **{name: getattr(one, name) for name in same})


class TracingSpellOut(Shape):
    """When a contact and the case were at one place."""

    contact_id: UUID
    name: str
    kind: EvidenceKind
    place: str
    first: datetime
    last: datetime
    minutes: int
    meetings: int

    @classmethod
    def of(cls, one: Met, names: Mapping[UUID, str]) -> "TracingSpellOut":
        """From a row of evidence."""
        same = ("kind", "place", "first", "last", "minutes", "meetings")
        return cls(
            contact_id=one.contact,
            name=names[one.contact],
            **{name: getattr(one, name) for name in same},
        )


class TracingGatheringOut(Shape):
    """How many people met the case at a place in an hour, or all day where `hour` is null."""

    kind: EvidenceKind
    place: str
    hour: datetime | None
    people: int
    names: list[str]
    first: datetime
    last: datetime

    @classmethod
    def of(cls, one: Gathering, names: Mapping[UUID, str]) -> "TracingGatheringOut":
        """From a place and its hour."""
        same = ("kind", "place", "hour", "first", "last")
        return cls(
            people=len(one.contacts),
            names=[names[contact] for contact in one.contacts],
            **{name: getattr(one, name) for name in same},
        )


class TracingDrawingsOut(Shape):
    """The chain, the time line and the places of a case; `left_out` people are not drawn."""

    nodes: list[TracingNodeOut]
    links: list[TracingLinkOut]
    left_out: int
    spells: list[TracingSpellOut]
    gatherings: list[TracingGatheringOut]

    @classmethod
    def of(cls, made: Drawn) -> "TracingDrawingsOut":
        """From what was drawn."""
        return cls(
            nodes=[TracingNodeOut.of(one) for one in made.nodes],
            links=[TracingLinkOut.of(one) for one in made.links],
            left_out=made.left_out,
            spells=[TracingSpellOut.of(one, made.names) for one in made.spells],
            gatherings=[TracingGatheringOut.of(one, made.names) for one in made.gatherings],
        )


class TracingCountedOut(Shape):
    """People, doors and buildings."""

    persons: int
    doors: int
    buildings: int


class TracingGridCountedOut(TracingCountedOut):
    """The same in a grid; the grid is empty where nobody knows it."""

    grid: str
    degree: int
    addresses: list[str]


class TracingLargeOut(Shape):
    """A unit that is too large to be proposed one by one."""

    name: str
    people: int


class TracingAffectedOut(Shape):
    """What it would concern: by degree, by grid; units that are too large to be counted one by one."""

    since: datetime
    until: datetime
    days: int
    book: str
    large: list[TracingLargeOut]
    degrees: list[TracingCountedOut]
    grids: list[TracingGridCountedOut]


class TracingTrialOut(Shape):
    """A trial; `answer` once it is done."""

    id: UUID
    state: RunState
    asked_at: datetime
    problem: str
    answer: TracingAffectedOut | None

    @classmethod
    def of(cls, row: TracingRun, language: str) -> "TracingTrialOut":
        """From a row; raises SealBroken."""
        told = row.open_sealed("answer")
        return cls(
            id=row.pk,
            state=RunState(row.state),
            asked_at=row.asked_at,
            problem=sentence_of(row.problem, language),
            answer=TracingAffectedOut.model_validate(json.loads(told)) if told else None,
        )


def sentence_of(told: Mapping[str, Any] | None, language: str) -> str:
    """The sentence of a refusal that was stored; empty where there is none."""
    if not told:
        return ""
    return Problem.known[told["code"]](**told["details"]).sentence(language)


def _case(row: TracingCase, reached: Reached, name: str) -> dict[str, Any]:
    same = ("version", "serial", "resident_id", "symptomatic", "determined_on", "began_on")
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "name": name,
        "state": CaseState(row.state),
        "reached": TracingReachedOut.of(reached),
        **{one: getattr(row, one) for one in same},
    }


def _contact(row: TracedContact, language: str) -> dict[str, Any]:
    person = person_of(row)
    same = ("version", "kind", "resident_id", "degree", "kinds", "first_at", "last_at", "minutes")
    deed = ("decided_at", "decided_by", "news_at", "measure_id")
    words = ("suggested", "decision", "reason")
    return {
        "id": row.pk,
        "name": person.name,
        "phone": mask_phone(person.phone) if person.phone else "",
        "address": person.address,
        "grid": GridRef.of(row.home) if row.home else None,
        "measure_problem": sentence_of(row.measure_problem, language),
        **{one: getattr(row, one) for one in (*same, *deed)},
        **{one: getattr(row, one) or None for one in words},
    }
