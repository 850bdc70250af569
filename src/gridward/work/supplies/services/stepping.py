"""Steps on requests: each is one transaction with its order, its movements and a line of the record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import say
from gridward.work.supplies.models import SupplyRequest, SupplyStep
from gridward.work.supplies.problems import (
    CauseMissing,
    IssueUnfit,
    SupplyIdTaken,
    SupplyStepNotYours,
    SupplyStoreUnfit,
    SupplyTextMissing,
)
from gridward.work.supplies.queries.articles import articles, check_known
from gridward.work.supplies.queries.requests import (
    RequestStores,
    issued_of,
    last_step,
    may_step,
    received_of,
    request_of,
    state_of,
)
from gridward.work.supplies.queries.rows import Store, at_grid
from gridward.work.supplies.rules.requests import (
    TAKES_TEXT,
    booked_back,
    check_grant,
    check_issue,
    differs,
    receipt,
    stepped,
)
from gridward.work.supplies.rules.stock import by_article, usable_on
from gridward.work.supplies.services import orders
from gridward.work.supplies.services.shared import (
    Entry,
    about,
    book,
    check_time,
    lock_store,
    sealed,
)
from gridward.work.supplies.terms import (
    Article,
    Held,
    Received,
    StepSaid,
    StockMove,
    SupplyAct,
    SupplyStepKind,
)

K = SupplyStepKind


@dataclass(frozen=True)
class Stepping:
    """A step on its way to be written: who takes it, of which request, what was said, the row, the stores."""

    actor: Actor
    row: SupplyRequest
    said: StepSaid
    step: SupplyStep
    stores: RequestStores

    @cached_property
    def known(self) -> Mapping[str, Article]:
        """The articles, read once where a step needs them."""
        return articles()

    @property
    def text(self) -> str:
        """What was said."""
        return self.said.text.strip()


@transaction.atomic
def take_step(actor: Actor, *, request_id: UUID, said: StepSaid) -> SupplyStep:
    """Take a step on a request, once with the id of its sender.

    Raises NotFound, SupplyStepNotNow, SupplyStepNotYours, SupplyTextMissing, SupplyTimeAhead, SupplyIdTaken, and by the
    step SupplyStoreUnfit, GrantUnfit, IssueUnfit, StockShort, ReceiptUnfit, CauseMissing.
    """
    one_at_a_time("supplies.id", said.id)
    one_at_a_time("supplies.request", request_id)
    row = request_of(actor, request_id)
    made = SupplyStep.objects.filter(pk=said.id).first()
    if made is not None:
        return _taken_before(actor, made, row, said)
    stepped(state_of(row), said.kind)
    stores = RequestStores(actor, row)
    if not may_step(actor, row, said.kind, stores):
        raise SupplyStepNotYours(step=f"word.supplies.step.{said.kind}")
    if said.kind in TAKES_TEXT and not said.text.strip():
        raise SupplyTextMissing
    check_time(said.at)
    step = _step(actor, row, said)
    _TAKEN[said.kind](Stepping(actor, row, said, step, stores))
    record(
        actor,
        SupplyAct.STEPPED,
        about(row, row.grid_id),
        grid=row.grid.name,
        number=row.order.number,
        step=f"word.supplies.step.{said.kind}",
    )
    return step


def _taken_before(actor: Actor, made: SupplyStep, row: SupplyRequest, said: StepSaid) -> SupplyStep:
    same = (made.request_id, made.kind, made.account_id) == (row.pk, said.kind, actor.account_id)
    if not same:
        raise SupplyIdTaken
    return made


def _step(actor: Actor, row: SupplyRequest, said: StepSaid) -> SupplyStep:
    step = SupplyStep(
        id=said.id,
        street_id=row.street_id,
        grid_id=row.grid_id,
        request=row,
        serial=len(row.steps.all()) + 1,
        kind=said.kind,
        state=stepped(state_of(row), said.kind),
        at=clock.now(),
        said_at=said.at,
        member_id=actor.member_id,
        account_id=actor.account_id,
        account_name=actor.name,
    )
    step.set_sealed("said", sealed(text=said.text.strip(), carrier=said.carrier.strip()))
    return step


def _grant(one: Stepping) -> None:
    amounts = one.said.amounts or {}
    check_grant(one.row.asked, amounts, one.known)
    store = next((some for some in one.stores.to_grant if some.level is one.said.store), None)
    if store is None:
        raise SupplyStoreUnfit
    one.step.store = store.level
    one.step.amounts = {code: amount for code, amount in amounts.items() if amount}
    one.step.save(force_insert=True)
    what = orders.told(one.step.amounts, one.known)
    words = say("supplies.order.granted", store=store.name, what=what)
    orders.granted(one.actor, one.row.order_id, store.level, _with(words, one.text))


def _refuse(one: Stepping) -> None:
    one.step.save(force_insert=True)
    orders.rejected(one.actor, one.row.order_id, one.text)


def _withdraw(one: Stepping) -> None:
    one.step.save(force_insert=True)
    orders.withdrawn(one.row.order, say("supplies.order.withdrawn", text=one.text))


def _cancel(one: Stepping) -> None:
    one.step.save(force_insert=True)
    words = say("supplies.order.cancelled", text=one.text)
    orders.handled(one.actor, one.row.order_id, words)


def _issue(one: Stepping) -> None:
    grant, store = last_step(one.row, K.GRANT), one.stores.granted
    if grant is None or store is None:
        raise NotFound
    issued = one.said.issued
    check_known([some.batch.article for some in issued], one.known, in_use=False)
    check_issue(grant.amounts, issued, one.known)
    _check_usable(issued, one.known)
    one.step.batches = [_told(some) for some in issued]
    one.step.save(force_insert=True)
    lock_store(store)
    out = [Held(some.batch, -some.amount) for some in issued]
    _book(one, store, StockMove.ISSUE, out)
    what = orders.told(by_article(issued), one.known)
    words = say("supplies.order.issued", store=store.name, what=what)
    orders.handled(one.actor, one.row.order_id, _with(words, one.text))


def _receive(one: Stepping) -> None:
    got = receipt(issued_of(one.row), one.said.arrived)
    one.step.state = stepped(state_of(one.row), K.RECEIVE, differs=differs(got))
    one.step.batches = [
        {**_told(Held(some.batch, some.issued)), "arrived": some.amount} for some in got
    ]
    one.step.save(force_insert=True)
    store = at_grid(one.row.grid)
    lock_store(store)
    arrived = [Held(some.batch, some.amount) for some in got if some.amount]
    _book(one, store, StockMove.DELIVER, arrived)
    if differs(got):
        words = say("supplies.order.differs", what=_difference(got, one.known))
        orders.differs(one.actor, one.row.order_id, _with(words, one.text))
        return
    orders.received(one.actor, one.row.order, say("supplies.order.received"))


def _explain(one: Stepping) -> None:
    store, cause = one.stores.granted, one.said.cause
    if cause is None:
        raise CauseMissing
    if store is None:
        raise NotFound
    one.step.cause = cause
    one.step.save(force_insert=True)
    back = booked_back(_outstanding(one.row), cause)
    lock_store(store)
    _book(one, store, StockMove.RETURN, back, one.text)
    words = say("supplies.order.explained", cause=say(f"word.supplies.cause.{cause}"))
    orders.handled(one.actor, one.row.order_id, _with(words, one.text))


def _accept(one: Stepping) -> None:
    one.step.save(force_insert=True)
    orders.received(one.actor, one.row.order, say("supplies.order.accepted"))


def _object(one: Stepping) -> None:
    one.step.save(force_insert=True)
    orders.differs(one.actor, one.row.order_id, one.text)


_TAKEN: Mapping[SupplyStepKind, Callable[[Stepping], None]] = {
    K.GRANT: _grant,
    K.REFUSE: _refuse,
    K.WITHDRAW: _withdraw,
    K.CANCEL: _cancel,
    K.ISSUE: _issue,
    K.RECEIVE: _receive,
    K.EXPLAIN: _explain,
    K.ACCEPT: _accept,
    K.OBJECT: _object,
}


def _book(
    one: Stepping, store: Store, move: StockMove, lines: Sequence[Held], text: str = ""
) -> None:
    entry = Entry(one.said.id, move, lines, text, step=one.step)
    book(one.actor, store, entry, one.known)


def _outstanding(row: SupplyRequest) -> list[Received]:
    """What differs, unless an earlier explanation has booked it back already."""
    booked = any(one.movements.exists() for one in row.steps.all() if one.kind == K.EXPLAIN)
    return [] if booked else received_of(row)


def _check_usable(issued: tuple[Held, ...], known: Mapping[str, Article]) -> None:
    """Raises IssueUnfit for what is past its last day."""
    day = clock.today()
    for one in issued:
        if not usable_on(one.batch, day):
            raise IssueUnfit(article=dict(known[one.batch.article].title), most=0)


def _told(one: Held) -> dict[str, object]:
    last = one.batch.expires_on
    return {
        "article": one.batch.article,
        "lot": one.batch.lot,
        "expires_on": last.isoformat() if last else None,
        "amount": one.amount,
    }


def _difference(got: list[Received], known: Mapping[str, Article]) -> str:
    return "，".join(
        say(
            "supplies.order.one_differs",
            article=known[one.batch.article].title["zh-Hans"],
            issued=one.issued,
            arrived=one.amount,
        )
        for one in got
        if one.issued != one.amount
    )


def _with(words: str, text: str) -> str:
    return f"{words} {text}".strip()[: orders.LONGEST]
