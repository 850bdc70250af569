"""Shapes of screening."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.schemas.people import GridRef
from gridward.ground.register.schemas.rosters import LayoutOut
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_address, mask_document, mask_name, mask_phone
from gridward.kernel.texts import catalogue, say
from gridward.work.screening.models import (
    PushList,
    PushListRow,
    VerificationContact,
    VerificationTask,
)
from gridward.work.screening.queries.lists import RowTold, person_now, told_of
from gridward.work.screening.queries.tasks import told_of as told_of_task
from gridward.work.screening.services.answering import reasons_of
from gridward.work.screening.services.reading import CandidateRead, RowRead
from gridward.work.screening.terms import (
    CheckAnswer,
    CheckOutcome,
    ContactSaid,
    ContactWay,
    Learned,
    ListKind,
    ListOrigin,
    ListRowState,
    ListSaid,
    ListState,
    PersonNow,
    RowDecision,
)
from gridward.work.workorders.schemas.linked import LinkedOrder

ListWord = Annotated[str, StringConstraints(max_length=80)]
ListWhy = Annotated[str, StringConstraints(max_length=200)]
CheckText = Annotated[str, StringConstraints(max_length=500)]
Phone = Annotated[str, StringConstraints(max_length=40)]
Employer = Annotated[str, StringConstraints(max_length=100)]
Place = Annotated[int, Field(ge=0, le=300)]
ColumnField = Annotated[str, StringConstraints(max_length=40)]


class PushListIn(Schema):
    """What is said of a list beside its file; without a grid it is the street's own."""

    sender: ListWord
    kind: Annotated[str, StringConstraints(max_length=20)]
    purpose: ListWhy
    basis: ListWhy
    paper_no: ListWord = ""
    origin: ListOrigin = ListOrigin.PUSHED
    grid_id: UUID | None = None
    received_at: AwareDatetime | None = None
    deadline: AwareDatetime | None = None
    corrects: UUID | None = None

    def said(self) -> ListSaid:
        """As the services take it."""
        return ListSaid(**self.model_dump())


class ListMappingIn(Schema):
    """Which column of a layout is which field; null: left out."""

    layout: Annotated[str, StringConstraints(max_length=64)]
    columns: Annotated[dict[Place, ColumnField | None], Field(max_length=300)]


class RowDecisionIn(Schema):
    """One of: a candidate, a grid, an outcome."""

    resident_id: UUID | None = None
    grid_id: UUID | None = None
    outcome: CheckOutcome | None = None
    found: CheckText = ""

    def said(self) -> RowDecision:
        """As the services take it."""
        return RowDecision(**self.model_dump())


class CheckLearnedIn(Schema):
    """What somebody told of themselves; kept with their consent alone."""

    phone: Phone = ""
    employer: Employer = ""
    consent: bool = False


class CheckAnswerIn(Schema):
    """The outcome of a task and what was found."""

    outcome: CheckOutcome
    found: CheckText = ""
    learned: CheckLearnedIn = CheckLearnedIn()
    at: AwareDatetime | None = None

    def said(self) -> CheckAnswer:
        """As the services take it."""
        return CheckAnswer(self.outcome, self.found, Learned(**self.learned.model_dump()), self.at)


class CheckContactIn(Schema):
    """Somebody was called or visited."""

    id: UUID
    way: ContactWay
    reached: bool
    text: CheckText = ""
    at: AwareDatetime | None = None

    def said(self) -> ContactSaid:
        """As the services take it."""
        return ContactSaid(**self.model_dump())


class ListKindOut(Shape):
    """A kind of list and how long it may take."""

    code: str
    title: str
    minutes: int
    urgent: bool

    @classmethod
    def of(cls, one: ListKind, language: str) -> "ListKindOut":
        """From a kind."""
        same = {name: getattr(one, name) for name in ("code", "minutes", "urgent")}
        return cls(title=one.title[language], **same)


class ListFieldOut(Shape):
    """What a column may be."""

    name: str
    label: str


class ScreeningTermsOut(Shape):
    """What somebody chooses from who brings a list; `street`: whether the street's own may be brought."""

    kinds: list[ListKindOut]
    columns: list[ListFieldOut]
    senders: list[str]
    street: bool
    in_force: bool


class PushListRef(Shape):
    """A list by its name."""

    id: UUID
    sender: str
    paper_no: str


class PushListOut(Shape):
    """A list with how far it is; `states` counts its rows."""

    id: UUID
    version: int
    grid: GridRef | None
    sender: str
    paper_no: str
    kind: str
    kind_title: str
    origin: ListOrigin
    purpose: str
    basis: str
    received_at: datetime
    deadline: datetime
    late: bool
    state: ListState
    file_name: str
    rows: int
    open: int
    states: dict[str, int]
    closed_at: datetime | None
    closed_by: str
    brought_by: str

    @classmethod
    def of(
        cls, row: PushList, states: Mapping[str, int], kinds: Mapping[str, str], now: datetime
    ) -> "PushListOut":
        """From a list read with its grid; `kinds` are titles by code."""
        return cls(**_list(row, states, kinds, now))


class RepeatedOut(Shape):
    """Rows that stand in another list already."""

    list: str
    id: UUID
    rows: int
    of: int


class ListCountsOut(Shape):
    """What a rehearsal found."""

    rows: int
    sure: int
    doubtful: int
    none: int
    unreadable: int
    reasons: list["ListReasonOut"]
    repeated: RepeatedOut | None


class ListReasonOut(Shape):
    """Why rows are odd, and how many."""

    code: str
    sentence: str
    rows: int


class ListProblemOut(Shape):
    """Why a list was not taken in."""

    code: str
    sentence: str


class PushListDetailOut(PushListOut):
    """A list whole: its mapping, what a rehearsal found, outcomes so far."""

    layouts: list[LayoutOut]
    cards: int
    found: ListCountsOut | None
    outcomes: dict[str, int]
    problem: ListProblemOut | None
    corrects: PushListRef | None

    @classmethod
    def whole(
        cls,
        row: PushList,
        beside: tuple[Mapping[str, int], Mapping[str, int]],
        kinds: Mapping[str, str],
        at: tuple[datetime, str],
    ) -> "PushListDetailOut":
        """From a list; `beside` are states and outcomes of its rows, `at` the moment and the language."""
        (states, outcomes), (now, language) = beside, at
        corrects = row.corrects
        return cls(
            layouts=[LayoutOut(**one) for one in row.plan.get("layouts", ())],
            cards=row.plan.get("cards", 0),
            found=_counts(row.counts, language),
            outcomes=dict(outcomes),
            problem=_problem(row.problem, language),
            corrects=PushListRef.model_validate(corrects) if corrects else None,
            **_list(row, states, kinds, now),
        )


class ListRowOut(Shape):
    """A row of a list; the name is masked."""

    id: UUID
    sheet: int
    number: int
    name: str
    state: ListRowState
    outcome: CheckOutcome | None
    reasons: str
    where: str
    told: str
    order: LinkedOrder | None
    settled_at: datetime | None
    settled_by: str

    @classmethod
    def of(cls, row: PushListRow, language: str) -> "ListRowOut":
        """From a row read with its task's order; raises SealBroken."""
        return cls(**_row(row, language))


class ListPersonOut(Shape):
    """What is said of somebody, numbers masked."""

    name: str
    document: str
    phones: list[str]
    address: str
    birth: str
    sex: str

    @classmethod
    def of(cls, told: RowTold) -> "ListPersonOut":
        """From what a row says."""
        return cls(
            name=told.name,
            document=mask_document(told.document) if told.document else "",
            phones=[mask_phone(one) for one in told.phones],
            address=told.address,
            birth=told.birth,
            sex=told.sex,
        )


class ListCandidateOut(ListPersonOut):
    """Somebody of the register; beyond the reader's grids name and address are hidden.

    `agrees` names what is the same as in the row, `reasons` why they may be meant.
    """

    resident_id: UUID
    grid: GridRef
    now: PersonNow
    score: float
    reasons: list[str]
    agrees: list[str]

    @classmethod
    def read(
        cls, one: CandidateRead, told: RowTold, actor: Actor, at: tuple[date, str]
    ) -> "ListCandidateOut":
        """From a candidate beside what the row says."""
        resident, (today, language) = one.resident, at
        known = RowTold(
            name=resident.name,
            document=resident.open_sealed("document") or "",
            phones=one.phones,
            address=resident.household.address_text,
            birth=resident.birth_date.isoformat() if resident.birth_date else "",
            sex=resident.sex,
        )
        shown = ListPersonOut.of(known).model_dump()
        if not actor.may(Permission.REGISTER_READ, resident.grid_id):
            shown |= {"name": mask_name(known.name), "address": mask_address(known.address)}
        return cls(
            resident_id=resident.pk,
            grid=GridRef.of(resident.grid),
            now=person_now(resident, today),
            score=one.row.score,
            reasons=[reason_said(code, language) for code in one.row.reasons],
            agrees=_agreeing(known, told),
            **shown,
        )


class ListRowDetailOut(ListRowOut):
    """A row for the desk: what it says, and the candidates beside each other."""

    version: int
    person: ListPersonOut
    candidates: list[ListCandidateOut]

    @classmethod
    def read(cls, one: RowRead, actor: Actor, at: tuple[date, str]) -> "ListRowDetailOut":
        """From a row with its candidates; raises SealBroken."""
        told, language = told_of(one.row), at[1]
        return cls(
            version=one.row.pushed.version,
            person=ListPersonOut.of(told),
            candidates=[ListCandidateOut.read(c, told, actor, at) for c in one.candidates],
            **_row(one.row, language),
        )


class NotOursOut(Shape):
    """How many rows were answered."""

    count: int


class CheckContactOut(Shape):
    """Somebody was called or visited; `here`: for this task."""

    id: UUID
    at: datetime
    way: ContactWay
    reached: bool
    text: str
    by: str
    here: bool

    @classmethod
    def of(cls, row: VerificationContact, task_id: UUID) -> "CheckContactOut":
        """From a contact; raises SealBroken."""
        same = {name: getattr(row, name) for name in ("id", "at", "way", "reached")}
        text = row.open_sealed("text") or ""
        return cls(text=text, by=row.account_name, here=row.task_id == task_id, **same)


class CheckTaskListOut(Shape):
    """A list that names the person: who asks, what for, until when."""

    sender: str
    paper_no: str
    kind_title: str
    purpose: str
    deadline: datetime


class CheckEarlierOut(Shape):
    """What was found of the person before."""

    outcome: CheckOutcome | None
    at: datetime | None
    by: str


class CheckTaskOut(Shape):
    """A task; `now` is what the register says, null for somebody whom it does not have."""

    id: UUID
    version: int
    grid: GridRef
    name: str
    now: PersonNow | None
    deadline: datetime
    outcome: CheckOutcome | None
    settled_at: datetime | None
    order: LinkedOrder

    @classmethod
    def of(cls, row: VerificationTask, today: date, language: str) -> "CheckTaskOut":
        """From a task read with grid, order and resident; the name is masked. Raises SealBroken."""
        return cls(**{**_task(row, today, language), "name": mask_name(told_of_task(row).name)})


class CheckTaskDetailOut(CheckTaskOut):
    """Whom a task is about, in full; who asks; contacts and outcomes before."""

    phones: list[str]
    address: str
    birth: str
    sex: str
    found: str
    resident_id: UUID | None
    lists: list[CheckTaskListOut]
    contacts: list[CheckContactOut]
    earlier: list[CheckEarlierOut]

    @classmethod
    def whole(
        cls,
        row: VerificationTask,
        beside: tuple[
            Sequence[PushList], Sequence[VerificationContact], Sequence[VerificationTask]
        ],
        kinds: Mapping[str, str],
        at: tuple[date, str],
    ) -> "CheckTaskDetailOut":
        """From a task with its lists, contacts and those before it; raises SealBroken."""
        told, (lists, contacts, earlier) = told_of_task(row), beside
        same = {name: getattr(told, name) for name in ("address", "birth", "sex")}
        return cls(
            **{**_task(row, *at), "name": told.name},
            phones=[one.removeprefix("+86") for one in told.phones],
            found=row.open_sealed("found") or "",
            resident_id=row.resident_id if row.resident else None,
            lists=[
                CheckTaskListOut(
                    sender=one.sender,
                    paper_no=one.paper_no,
                    kind_title=kinds.get(one.kind, one.kind),
                    purpose=one.purpose,
                    deadline=one.deadline,
                )
                for one in lists
            ],
            contacts=[CheckContactOut.of(one, row.pk) for one in contacts],
            earlier=[
                CheckEarlierOut(outcome=one.outcome or None, at=one.settled_at, by=one.account_name)
                for one in earlier
            ],
            **same,
        )


def reason_said(code: str, language: str) -> str:
    """Why somebody may be meant, as people read it; a reason that no catalogue knows is shown as it is."""
    return catalogue(language).get(f"word.screening.match.{code}", code)


def _task(row: VerificationTask, today: date, language: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "grid": GridRef.of(row.grid),
        "now": person_now(row.resident, today) if row.resident else None,
        "deadline": row.deadline,
        "outcome": row.outcome or None,
        "settled_at": row.settled_at,
        "order": LinkedOrder.of(row.order, language),
    }


def _list(
    row: PushList, states: Mapping[str, int], kinds: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    same = ("version", "sender", "paper_no", "kind", "origin", "purpose", "basis", "received_at")
    more = ("deadline", "state", "file_name", "closed_at", "closed_by")
    told = states or row.counts.get("states", {})
    waiting = sum(told.get(one, 0) for one in ("doubtful", "not_found", "assigned"))
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid) if row.grid else None,
        "kind_title": kinds.get(row.kind, row.kind),
        "late": row.state == ListState.OPEN and bool(waiting) and row.deadline <= now,
        "rows": sum(told.values()) or row.counts.get("rows", 0),
        "open": waiting,
        "states": dict(told),
        "brought_by": row.account_name,
        **{name: getattr(row, name) for name in (*same, *more)},
    }


def _row(row: PushListRow, language: str) -> dict[str, Any]:
    told = told_of(row)
    same = ("sheet", "number", "state", "where", "settled_at", "settled_by")
    return {
        "id": row.pk,
        "name": mask_name(told.name) if told.name else "",
        "outcome": row.outcome or None,
        "reasons": reasons_of(row, language),
        "told": row.open_sealed("told") or "",
        "order": LinkedOrder.of(row.task.order, language) if row.task else None,
        **{name: getattr(row, name) for name in same},
    }


def _counts(counts: Mapping[str, Any], language: str) -> ListCountsOut | None:
    if "sure" not in counts:
        return None
    names = ("rows", "sure", "doubtful", "none", "unreadable")
    reasons = counts.get("reasons", {})
    repeated = counts.get("repeated")
    return ListCountsOut(
        reasons=[
            ListReasonOut(code=code, sentence=_sentence(code, language), rows=rows)
            for code, rows in sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
        ],
        repeated=RepeatedOut(**repeated) if repeated else None,
        **{name: counts[name] for name in names},
    )


def _sentence(code: str, language: str) -> str:
    """A reason without the details of one row."""
    try:
        return Reason(code).sentence(language)
    except (KeyError, StopIteration):
        return say("screening.other_reason", language)


def _problem(problem: Mapping[str, Any] | None, language: str) -> ListProblemOut | None:
    if not problem:
        return None
    template = catalogue(language).get(f"problem.{problem['code']}")
    details = {
        name: catalogue(language).get(str(value), str(value))
        for name, value in problem.get("details", {}).items()
    }
    sentence = template.format_map(details) if template else problem["code"]
    return ListProblemOut(code=problem["code"], sentence=sentence)


def _agreeing(known: RowTold, told: RowTold) -> list[str]:
    same = ("name", "document", "address", "birth", "sex")
    found = [
        one for one in same if getattr(told, one) and getattr(told, one) == getattr(known, one)
    ]
    numbers = {one.partition("转")[0] for one in known.phones}
    return [*found, *(["phones"] if numbers & set(told.phones) else [])]
