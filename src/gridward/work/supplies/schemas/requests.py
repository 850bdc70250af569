"""Shapes of requests."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gridward.ground.register.schemas.people import GridRef
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat
from gridward.kernel.http import Shape
from gridward.work.supplies.models import SupplyRequest, SupplyStep
from gridward.work.supplies.queries.articles import articles
from gridward.work.supplies.queries.requests import (
    RequestStores,
    batches_of,
    is_late,
    issued_of,
    last_step,
    received_of,
    state_of,
    steps_now,
)
from gridward.work.supplies.queries.rows import Store, unsealed
from gridward.work.supplies.queries.stock import usable
from gridward.work.supplies.rules.stock import by_article
from gridward.work.supplies.schemas import Amount, Code, Day, Moment, Name, Said, spoken
from gridward.work.supplies.schemas.stock import BatchLine
from gridward.work.supplies.terms import (
    MOST_LINES,
    Article,
    DifferenceCause,
    Held,
    RequestSaid,
    StepSaid,
    StoreLevel,
    SupplyState,
    SupplyStepKind,
)
from gridward.work.workorders.schemas.linked import LinkedOrder

Amounts = Annotated[dict[Code, Amount], Field(max_length=MOST_LINES)]


class SupplyRequestIn(Schema):
    """What a grid asks for, by code of the article, with the id that its sender gives it."""

    id: UUID
    grid_id: UUID
    asked: Amounts
    text: Said
    until: Day
    urgent: bool = False
    at: Moment | None = None

    def said(self) -> RequestSaid:
        """As the services take it."""
        return RequestSaid(**self.model_dump())


class SupplyStepIn(Schema):
    """A step with the id of its sender, and what goes with it: amounts and store of a grant, batches and carrier of an
    issue, what arrived of each batch, the cause of a difference.
    """

    id: UUID
    kind: SupplyStepKind
    text: Said = ""
    amounts: Amounts | None = None
    store: StoreLevel | None = None
    issued: Annotated[list[BatchLine], Field(max_length=MOST_LINES * 5)] = []
    carrier: Name = ""
    arrived: Annotated[list[Amount], Field(max_length=MOST_LINES * 5)] = []
    cause: DifferenceCause | None = None
    at: Moment | None = None

    def said(self) -> StepSaid:
        """As the services take it."""
        same = self.model_dump(exclude={"issued", "arrived"})
        issued = tuple(one.held() for one in self.issued)
        return StepSaid(**same, issued=issued, arrived=tuple(self.arrived))


class SupplyPaperIn(Schema):
    """Which kind of file."""

    format: PaperFormat


class SupplyOrderOut(LinkedOrder):
    """The work order of a request: who has to act is told by it alone."""


class SupplyAmountOut(Shape):
    """An article with what was asked for, granted, issued and received of it; None before the step."""

    article: str
    name: str
    measure: str
    asked: int
    granted: int | None
    issued: int | None
    received: int | None


class SupplyBatchOut(Shape):
    """A batch that was issued, or is proposed to be; `arrived` is None before the receipt."""

    article: str
    name: str
    measure: str
    lot: str
    expires_on: date | None
    amount: int
    arrived: int | None

    @classmethod
    def of(
        cls, held: Held, known: Mapping[str, Article], language: str, arrived: int | None = None
    ) -> "SupplyBatchOut":
        """From a batch."""
        one, batch = known[held.batch.article], held.batch
        return cls(
            article=batch.article,
            name=spoken(one.title, language),
            measure=spoken(one.unit, language),
            lot=batch.lot,
            expires_on=batch.expires_on,
            amount=held.amount,
            arrived=arrived,
        )


class SupplyStepOut(Shape):
    """A step as it was taken: `at` by the server's clock, `said_at` by the sender's."""

    kind: SupplyStepKind
    state: SupplyState
    text: str
    carrier: str
    cause: DifferenceCause | None
    by: str
    at: datetime
    said_at: datetime | None

    @classmethod
    def of(cls, row: SupplyStep) -> "SupplyStepOut":
        """From a row; raises SealBroken."""
        told = unsealed(row)
        return cls(
            kind=SupplyStepKind(row.kind),
            state=SupplyState(row.state),
            text=told["text"],
            carrier=told["carrier"],
            cause=DifferenceCause(row.cause) if row.cause else None,
            by=row.account_name,
            at=row.at,
            said_at=row.said_at,
        )


class SupplyStoreOut(Shape):
    """A store that a grant may name; `there`: how much of each article that is asked for it may issue."""

    level: StoreLevel
    name: str
    there: dict[str, int]

    @classmethod
    def of(cls, store: Store, row: SupplyRequest) -> "SupplyStoreOut":
        """From a store, for a request."""
        return cls(level=store.level, name=store.name, there=usable(store, row.asked))


class SupplyRequestRow(Shape):
    """A request in a list; `what` sums it up."""

    id: UUID
    grid: GridRef
    what: str
    urgent: bool
    until: date
    late: bool
    state: SupplyState
    by: str
    at: datetime
    order: SupplyOrderOut

    @classmethod
    def of(
        cls, row: SupplyRequest, known: Mapping[str, Article], language: str
    ) -> "SupplyRequestRow":
        """From a row."""
        return cls(**_plain(row, known, language))


class SupplyRequestOut(Shape):
    """One request whole; `steps_now` are those that the caller may take, `stores` what a grant of theirs may name."""

    id: UUID
    grid: GridRef
    what: str
    urgent: bool
    until: date
    late: bool
    state: SupplyState
    by: str
    at: datetime
    said_at: datetime | None
    order: SupplyOrderOut
    text: str
    store: str
    amounts: list[SupplyAmountOut]
    batches: list[SupplyBatchOut]
    steps: list[SupplyStepOut]
    steps_now: list[SupplyStepKind]
    stores: list[SupplyStoreOut]

    @classmethod
    def whole(cls, actor: Actor, row: SupplyRequest, language: str) -> "SupplyRequestOut":
        """From a row with its steps; raises SealBroken."""
        known, stores = articles(), RequestStores(actor, row)
        return cls(
            **_plain(row, known, language),
            said_at=row.said_at,
            text=unsealed(row)["text"],
            store=stores.granted.name if stores.granted else "",
            amounts=_amounts(row, known, language),
            batches=_batches(row, known, language),
            steps=[SupplyStepOut.of(one) for one in row.steps.all()],
            steps_now=steps_now(actor, row, stores),
            stores=[SupplyStoreOut.of(one, row) for one in stores.to_grant],
        )


def _plain(row: SupplyRequest, known: Mapping[str, Article], language: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "what": _summed(row.asked, known, language),
        "urgent": row.urgent,
        "until": row.until,
        "late": is_late(row, clock.today()),
        "state": state_of(row),
        "by": row.account_name,
        "at": row.at,
        "order": SupplyOrderOut.of(row.order, language),
    }


def _summed(asked: Mapping[str, int], known: Mapping[str, Article], language: str) -> str:
    space = "" if language == "zh-Hans" else " "
    told = [
        f"{spoken(one.title, language)}{space}{asked[code]}{space}{spoken(one.unit, language)}"
        for code, one in known.items()
        if code in asked
    ]
    return ("、" if language == "zh-Hans" else ", ").join(told)


def _amounts(
    row: SupplyRequest, known: Mapping[str, Article], language: str
) -> list[SupplyAmountOut]:
    grant, issue = (last_step(row, one) for one in (SupplyStepKind.GRANT, SupplyStepKind.ISSUE))
    receipt = received_of(row)
    issued, received = by_article(issued_of(row)), by_article(receipt)
    return [
        SupplyAmountOut(
            article=code,
            name=spoken(one.title, language),
            measure=spoken(one.unit, language),
            asked=row.asked[code],
            granted=grant.amounts.get(code, 0) if grant else None,
            issued=issued.get(code, 0) if issue else None,
            received=received.get(code, 0) if receipt else None,
        )
        for code, one in known.items()
        if code in row.asked
    ]


def _batches(
    row: SupplyRequest, known: Mapping[str, Article], language: str
) -> list[SupplyBatchOut]:
    return [SupplyBatchOut.of(held, known, language, arrived) for held, arrived in batches_of(row)]
