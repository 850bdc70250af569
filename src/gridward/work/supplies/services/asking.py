"""A grid asks for supplies, with a work order of its own."""

from collections.abc import Mapping

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.work.supplies.models import SupplyRequest
from gridward.work.supplies.problems import (
    SupplyDayPast,
    SupplyIdTaken,
    SupplyNotAsker,
    SupplyTextMissing,
)
from gridward.work.supplies.queries.articles import articles, check_known
from gridward.work.supplies.queries.requests import (
    asks_of_street,
)
from gridward.work.supplies.queries.rows import member_of
from gridward.work.supplies.rules.requests import (
    check_asked,
)
from gridward.work.supplies.services import orders
from gridward.work.supplies.services.shared import (
    about,
    check_time,
    own_account,
    sealed,
)
from gridward.work.supplies.terms import (
    Article,
    RequestSaid,
    SupplyAct,
)


@transaction.atomic
def ask_for(actor: Actor, *, said: RequestSaid) -> SupplyRequest:
    """Ask for supplies with the id that the sender gives it; sent again, it is there already.

    Raises NotFound, NotAllowed, SupplyNotAsker, AmountUnfit, ArticleUnknown, SupplyTextMissing, SupplyDayPast,
    SupplyTimeAhead, SupplyIdTaken and what opening an order raises.
    """
    actor.require(Permission.SUPPLY_ASK, said.grid_id)
    one_at_a_time("supplies.id", said.id)
    known = SupplyRequest.objects.filter(pk=said.id).first()
    if known is not None:
        return _asked_before(actor, known)
    grid = grid_of(actor, said.grid_id)
    of_street = asks_of_street(actor.member_id, grid)
    if of_street is None:
        raise SupplyNotAsker
    catalogue = articles()
    _check_request(said, catalogue)
    row = SupplyRequest(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        member=member_of(actor),
        account_id=own_account(actor),
        account_name=actor.name,
        asked=dict(said.asked),
        urgent=said.urgent,
        until=said.until,
        at=clock.now(),
        said_at=said.at,
    )
    row.set_sealed("said", sealed(text=said.text.strip()))
    row.order = orders.open_for(actor, said, grid, catalogue, of_street=of_street)
    row.save(force_insert=True)
    record(actor, SupplyAct.ASKED, about(row, grid.pk), grid=grid.name, number=row.order.number)
    return row


def _asked_before(actor: Actor, known: SupplyRequest) -> SupplyRequest:
    if known.account_id != actor.account_id:
        raise SupplyIdTaken
    return known


def _check_request(said: RequestSaid, catalogue: Mapping[str, Article]) -> None:
    check_asked(said.asked)
    check_known(list(said.asked), catalogue, in_use=True)
    if not said.text.strip():
        raise SupplyTextMissing
    if said.until < clock.today():
        raise SupplyDayPast
    check_time(said.at)
