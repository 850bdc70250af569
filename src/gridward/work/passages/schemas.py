"""Shapes of passages."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, NotRequired, cast
from uuid import UUID

from ninja import Schema
from pydantic import (
    AwareDatetime,
    Field,
    SkipValidation,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from typing_extensions import TypedDict

from gridward.ground.register.schemas.people import GridRef, Typed
from gridward.kernel.http import Shape
from gridward.kernel.problems import BadRequest
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    Decision,
    Direction,
    PassageSubject,
    PassState,
    Reason,
    Verdict,
)
from gridward.work.passages.models import CrowdSpell
from gridward.work.passages.problems import PassageUnreadable
from gridward.work.passages.queries.searching import words_of
from gridward.work.passages.services.taking import Batch
from gridward.work.passages.terms import (
    WORDS,
    CodeSource,
    EntryKind,
    GateDay,
    Means,
    PassageFound,
    Refused,
    SearchSaid,
    Taken,
)

_HEX = "[0-9a-f]"
_UUID = f"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$"
_STORED = r"^[^\x00]*$"
IdText = Annotated[str, Field(pattern=_UUID, json_schema_extra={"format": "uuid"})]
Entry = Annotated[str, Field(pattern=f"^{_HEX}{{32}}$")]
Instant = Annotated[
    AwareDatetime, Field(ge=datetime(1969, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
"""A clock that was never set says 1970; nothing that is added to it leaves the calendar."""
Lane = Annotated[str, StringConstraints(max_length=30, pattern=_STORED)]
RulesName = Annotated[str, StringConstraints(max_length=200, pattern=_STORED)]
Word = Annotated[str, StringConstraints(max_length=500)]
Degrees = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Why = Annotated[str, StringConstraints(max_length=200)]


class PassageCodeIn(TypedDict):
    """A code as the gate saw it; `at` is when its result is from, null where it does not say."""

    kind: CodeKind
    result: CodeResult
    at: Instant | None
    source: CodeSource


class PassageIn(TypedDict):
    """A passage as a phone tells it; `at` is by the phone's clock, entries are hexadecimal.

    `server_at` is what the phone then took for the server's time; null where it had never heard of it.
    `rules` names the rules that judged. What is given in `visiting`, `name`, `phone` and `why` is sealed.
    """

    id: IdText
    gate: IdText
    at: Instant
    server_at: NotRequired[Instant | None]
    lane: Lane | None
    direction: Direction
    subject: PassageSubject
    decision: Decision
    verdict: Verdict
    reasons: Annotated[list[Reason], Field(max_length=len(Reason))]
    rules: RulesName
    by: Means
    pass_id: IdText | None
    pass_state: PassState | None
    person: Entry | None
    plate: Entry | None
    temperature_c: Degrees | None
    codes: Annotated[list[PassageCodeIn], Field(max_length=8)]
    no_phone: bool
    people: Annotated[int, Field(ge=1, le=500)]
    visiting: Word | None
    name: Word | None
    phone: Word | None
    why: Word | None


_ROWS = TypeAdapter(list[PassageIn])
_ID = TypeAdapter(IdText)


class PassagesIn(Schema):
    """A batch: which phone, what its clock says, and at most 2000 passages.

    Passages are read by `batch` in one go, each on its own: one that cannot be read holds up no other.
    """

    device: UUID
    now: Instant
    passages: SkipValidation[list[PassageIn]]

    def batch(self) -> Batch:
        """As `take_passages` takes it. Raises BadRequest where a passage does not even say which it is."""
        given: Any = self.passages
        if not isinstance(given, list):
            raise BadRequest(fields="passages")
        try:
            return self._batch(_ROWS.validate_python(given))
        except ValidationError as error:
            wrong = _wrong(error)
        unread = [Refused(_id(given[n]), PassageUnreadable(fields=wrong[n])) for n in sorted(wrong)]
        rest = [row for n, row in enumerate(given) if n not in wrong]
        return self._batch(_ROWS.validate_python(rest), unread)

    def _batch(self, rows: list[PassageIn], unread: Sequence[Refused] = ()) -> Batch:
        return Batch(self.device, self.now, rows, unread)


def _wrong(error: ValidationError) -> dict[int, str]:
    """Which passages cannot be read, and which of their fields."""
    fields: dict[int, list[str]] = {}
    for one in error.errors(include_url=False, include_input=False, include_context=False):
        number, *steps = one["loc"]
        fields.setdefault(int(number), []).append(str(steps[0]) if steps else "-")
    return {number: ", ".join(dict.fromkeys(names)) for number, names in fields.items()}


def _id(given: Any) -> str:
    try:
        return _ID.validate_python(given["id"])
    except (ValidationError, KeyError, TypeError):
        raise BadRequest(fields="passages.id") from None


class PassageRefusedOut(Shape):
    """A passage that was not taken; `message` is for who keeps the gate."""

    id: UUID
    code: str
    message: str


class PassageNoticedOut(Shape):
    """What the server saw of a new passage and its gate could not: its keeper hears of it at once."""

    id: UUID
    reasons: list[Reason]


class PassagesTakenOut(Shape):
    """How many are new, how many were there already, which are refused, of which something was noticed."""

    taken: int
    known: int
    refused: list[PassageRefusedOut]
    noticed: list[PassageNoticedOut]

    @classmethod
    def of(cls, taken: Taken, language: str) -> "PassagesTakenOut":
        """In the reader's language."""
        return cls(
            taken=taken.taken,
            known=taken.known,
            refused=[
                PassageRefusedOut(
                    id=UUID(one.id), code=one.problem.code, message=one.problem.sentence(language)
                )
                for one in taken.refused
            ],
            noticed=[
                PassageNoticedOut(id=UUID(passage), reasons=list(reasons))
                for passage, reasons in taken.noticed.items()
            ],
        )


class PassageReasonIn(Schema):
    """Why, of a passage that was sent before; `at` is when it was written, by the phone's clock."""

    id: UUID
    at: Instant
    gate: UUID
    why: Word


class PassageSearchIn(Schema):
    """Who passed in the last days: a resident; or a number or plate; or all at a gate in the hour from `hour` on."""

    reason: Why
    days: Annotated[int, Field(ge=1, le=400)] = 14
    resident_id: UUID | None = None
    kind: EntryKind | None = None
    typed: Typed = ""
    gate_id: UUID | None = None
    hour: Instant | None = None

    def said(self) -> SearchSaid:
        """As `search_passages` takes it."""
        return SearchSaid(**self.model_dump())


class PassageGateRef(TypedDict):
    """A gate by its name."""

    id: UUID
    name: str


class PassageOut(TypedDict):
    """A passage that was found. Name and telephone are masked; `serial` is of the pass, where the reader sees it.

    `told_at` is what the phone's clock said where it was set meanwhile, so that `at` is not sure.
    """

    id: UUID
    at: datetime
    told_at: datetime | None
    received_at: datetime
    gate: PassageGateRef
    lane: str
    direction: Direction
    subject: PassageSubject
    decision: Decision
    verdict: Verdict
    reasons: list[Reason]
    noticed: list[Reason]
    by: Means
    serial: str
    pass_state: PassState | None
    temperature_c: float | None
    no_phone: bool
    people: int
    name: str
    phone: str
    visiting: str
    why: str
    keeper: str


def found_out(row: PassageFound) -> PassageOut:
    """As a door tells it. Raises SealBroken. There are hundreds in an answer, which reads them in one go."""
    told: Any = row._asdict()
    told["gate"] = {"id": told.pop("gate_id"), "name": row.gate}
    told |= _UNSAID
    if told.pop("words"):
        told |= words_of(row)
    return cast("PassageOut", told)


_UNSAID = dict.fromkeys(WORDS, "")


class PassagesFoundOut(Shape):
    """The newest that were found; `more` says that there are others."""

    items: list[PassageOut]
    more: bool


class GateHourOut(Shape):
    """A gate's hour, by lane and direction."""

    hour: datetime
    lane: str
    direction: Direction
    passages: int
    people: int


class GateQueueOut(Shape):
    """How a gate stands, estimated from the last minutes; `load` of 1 is full, `at_least` where more may wait."""

    per_minute: float
    load: float
    waiting: int
    minutes: float
    at_least: bool


class GateSpellOut(Shape):
    """A spell of crowding, and the work order that it opened."""

    began_at: datetime
    last_at: datetime
    waiting: int
    order_id: UUID | None

    @classmethod
    def of(cls, row: CrowdSpell) -> "GateSpellOut":
        """From a row."""
        return cls(
            began_at=row.began_at,
            last_at=row.last_at,
            waiting=row.waiting,
            order_id=row.order_id,
        )


class GateDecisionOut(Shape):
    """How often something was decided."""

    decision: Decision
    passages: int


class GateCountsOut(Shape):
    """A gate's day. `queue` is null on another day than today."""

    gate: PassageGateRef
    grid: GridRef
    day: date
    passages: int
    people: int
    decisions: list[GateDecisionOut]
    hours: list[GateHourOut]
    queue: GateQueueOut | None
    spells: list[GateSpellOut]
    may_search: bool

    @classmethod
    def of(
        cls, gate: Checkpoint, told: GateDay, spells: Sequence[CrowdSpell], *, may_search: bool
    ) -> "GateCountsOut":
        """From what was counted."""
        return cls(
            gate=PassageGateRef(id=gate.pk, name=gate.name),
            grid=GridRef.of(gate.grid),
            day=told.day,
            passages=sum(one.passages for one in told.hours),
            people=sum(one.people for one in told.hours),
            decisions=list(_decisions(told)),
            hours=[GateHourOut(**vars(one)) for one in told.hours],
            queue=_queue(told),
            spells=[GateSpellOut.of(one) for one in spells],
            may_search=may_search,
        )


def _decisions(told: GateDay) -> Iterator[GateDecisionOut]:
    for decision in Decision:
        if count := told.decisions.get(decision, 0):
            yield GateDecisionOut(decision=decision, passages=count)


def _queue(told: GateDay) -> GateQueueOut | None:
    queue = told.queue
    if queue is None:
        return None
    return GateQueueOut(
        per_minute=round(queue.per_minute, 1),
        load=round(queue.load, 3),
        waiting=round(queue.waiting),
        minutes=round(queue.minutes, 1),
        at_least=queue.is_full,
    )
