"""Doors of phones."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Status
from ninja.security import APIKeyCookie

from gridward.exchange.sync.problems import DeviceRevoked
from gridward.exchange.sync.queries.devices import devices_visible_to
from gridward.exchange.sync.queries.pulling import Pulled, pull
from gridward.exchange.sync.rules.cursors import Cursor, read_cursor
from gridward.exchange.sync.rules.needs import allowed
from gridward.exchange.sync.schemas.devices import (
    DeviceOut,
    PhoneLimitsOut,
    SecretIn,
    SecretOut,
)
from gridward.exchange.sync.schemas.measures import PhoneMeasure
from gridward.exchange.sync.schemas.orders import PhoneOrder, PhoneOrderKinds
from gridward.exchange.sync.schemas.pulling import (
    PhoneBuilding,
    PhoneGrid,
    PhoneHousehold,
    PullIn,
    PullOut,
)
from gridward.exchange.sync.schemas.pushing import PushIn, PushOut, ResultOut
from gridward.exchange.sync.services.devices import greet, is_revoked, revoke, secret_of
from gridward.exchange.sync.services.pushing import push
from gridward.exchange.sync.terms import PhotoOf
from gridward.ground.register.schemas.organisations import OrganisationOut
from gridward.ground.register.schemas.people import GridRef
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import actor_of, answers, door, language_of
from gridward.kernel.models import Epoch
from gridward.kernel.problems import SignInNeeded
from gridward.work.patrols.schemas.walked import PointOut
from gridward.work.rounds.schemas import PhoneRound, PhoneTarget
from gridward.work.rounds.services.photos import keep_photo
from gridward.work.workorders.services.photos import keep_order_photo

router = door("sync")


class _AnyPhone(APIKeyCookie):
    """Whoever asks with the page's token, signed in or not."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> bool:
        return True


@router.get("/grids", response=answers(list[GridRef]))
def list_grids(request: HttpRequest) -> object:
    """The grids that a phone of the caller may keep."""
    kept = actor_of(request).grids(Permission.REGISTER_READ)
    return [GridRef.of(row) for row in Grid.objects.filter(pk__in=kept).order_by("code")]


@router.get("/commands", response=answers(list[str]))
def list_commands(request: HttpRequest) -> object:
    """The kinds of commands that the caller may send; what a phone offers is no more."""
    return allowed(actor_of(request))


@router.get("/limits", response=answers(PhoneLimitsOut))
def get_limits(request: HttpRequest) -> object:
    """When a phone locks, and when it forgets its copies; settings of the installation."""
    return PhoneLimitsOut(**settings.PHONE_LIMITS)


@router.post("/pull", auth=_AnyPhone(), response=answers(PullOut))
def post_pull(request: HttpRequest, given: PullIn) -> object:
    """What has changed in the grids that the phone keeps. Cursors of another epoch begin anew.

    A lost phone has no session any more, and hears all the same that it must wipe itself.
    """
    if actor_of(request).account_id is None and is_revoked(given.device):
        raise DeviceRevoked
    actor, account = _signed_in(request)
    greet(actor, account, given.device, given.label)
    epoch = Epoch.current()
    cursors = {
        grid: read_cursor(text) if given.epoch == epoch else Cursor()
        for grid, text in given.grids.items()
    }
    found, lost = pull(actor, cursors)
    grids = [_told(actor, one) for one in found]
    return {"epoch": epoch, "now": clock.now(), "grids": grids, "lost": lost}


@router.post("/push", response=answers(PushOut))
def post_push(request: HttpRequest, given: PushIn) -> object:
    """Carry out commands, each once and on its own, in their order."""
    actor, account = _signed_in(request)
    greet(actor, account, given.device, given.label)
    commands = [one.sent() for one in given.commands]
    results = push(
        *(actor, account, commands),
        phone_now=given.now,
        language=language_of(request),
    )
    return {"epoch": Epoch.current(), "results": [ResultOut.of(one) for one in results]}


@router.get("/devices", response=answers(list[DeviceOut]))
def list_devices(request: HttpRequest) -> object:
    """One's own phones, those of the street for who keeps its accounts; the last seen first."""
    rows = devices_visible_to(actor_of(request)).order_by("-seen_at", "id")
    return [DeviceOut.of(row) for row in rows[:500]]


@router.post("/devices/{device_id}/revoke", response=answers(DeviceOut))
def post_revoke(request: HttpRequest, device_id: UUID) -> object:
    """The phone is lost: it wipes itself when it asks again, and the sessions of its account end."""
    return DeviceOut.of(revoke(actor_of(request), device_id=device_id))


@router.post("/devices/{device_id}/secret", response=answers(SecretOut))
def post_secret(request: HttpRequest, device_id: UUID, given: SecretIn) -> object:
    """What opens a phone whose PIN is lost, to its owner alone."""
    actor, account = _signed_in(request)
    return {"secret": secret_of(actor, account, device_id, given.label)}


@router.post("/photos", response=answers(None, 204))
def post_photo(request: HttpRequest, photo: UUID, of: PhotoOf = PhotoOf.VISIT) -> object:
    """Take in a photograph (JPEG, PNG or WebP) that a visit, an order or a move will name by the id `photo`.

    Sent again, nothing changes.
    """
    actor, _ = _signed_in(request)
    keep = keep_photo if of is PhotoOf.VISIT else keep_order_photo
    keep(actor, photo_id=photo, content=request.body)
    return Status(204, None)


def _signed_in(request: HttpRequest) -> tuple[Actor, UUID]:
    """The actor and the account: a phone belongs to one. Raises SignInNeeded."""
    actor = actor_of(request)
    if actor.account_id is None:
        raise SignInNeeded
    return actor, actor.account_id


def _told(actor: Actor, one: Pulled) -> PhoneGrid:
    return PhoneGrid(
        id=one.grid.pk,
        code=one.grid.code,
        name=one.grid.name,
        fresh=one.fresh,
        cursor=str(one.behind.cursor),
        more=one.behind.more,
        households=[PhoneHousehold.of(row, actor) for row in one.documents.households],
        organisations=[OrganisationOut.of(row, actor) for row in one.documents.organisations],
        buildings=[PhoneBuilding.of(row) for row in one.documents.buildings],
        rounds=[PhoneRound.of(row) for row in one.documents.rounds],
        targets=[PhoneTarget.of(row) for row in one.documents.targets],
        points=[PointOut.of(row) for row in one.documents.points],
        orders=[PhoneOrder.of(row) for row in one.documents.orders],
        order_kinds=[PhoneOrderKinds.of(row) for row in one.documents.order_kinds],
        measures=[PhoneMeasure.of(row) for row in one.documents.measures],
        gone=list(one.documents.gone),
    )
