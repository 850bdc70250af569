"""Doors of the portal: `public` for residents without an account, `router` for desks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from gridward.exchange.portal.problems import (
    DeclarationTooLarge,
    SlipUnknown,
    TooManyTries,
)
from gridward.exchange.portal.queries.admitting import admit, index_of, state_of
from gridward.exchange.portal.queries.linking import admit_measure, links_of
from gridward.exchange.portal.queries.requests import asked_after, ended, request_of, requests_of
from gridward.exchange.portal.queries.rows import declarations_of, slips_of
from gridward.exchange.portal.rules.tokens import read_token
from gridward.exchange.portal.schemas import (
    AcceptIn,
    DeclarationIn,
    DeclarationOut,
    DeclarationRow,
    GrantIn,
    LinkPrintIn,
    MeasureLinkOut,
    OwnNeedIn,
    OwnNeedOut,
    OwnReadingIn,
    OwnReadingOut,
    PassAskedIn,
    PassesAskedAfterIn,
    PassRequestOut,
    PassRequestRow,
    PublicMeasureOut,
    PublicPassOut,
    PublicSlipOut,
    ReceivedOut,
    RejectIn,
    SlipAddressOut,
    SlipCodeIn,
    SlipOut,
    SlipsIn,
    laid_out,
)
from gridward.exchange.portal.services.asking import ask_for_pass
from gridward.exchange.portal.services.deciding import accept, beside_register, reject
from gridward.exchange.portal.services.declaring import declare
from gridward.exchange.portal.services.granting import grant, refuse
from gridward.exchange.portal.services.linking import print_link, revoke_link
from gridward.exchange.portal.services.printing import print_slips, revoke_slip
from gridward.exchange.portal.services.telling import tell_need, tell_reading
from gridward.exchange.portal.terms import LARGEST_BYTES, DeclarationState, PassRequestState
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.guessing import count, stranger, used_up
from gridward.kernel.http import (
    REFUSALS,
    ProblemOut,
    actor_of,
    answers,
    door,
    file_answer,
    language_of,
)
from gridward.work.rounds.queries.rows import questions_of, round_of
from gridward.work.rounds.schemas import QuestionOut

public = door("portal")
router = door("slips")
WRONG, SENT = "slip_wrong", "slip_sent"
"""Limits of settings: wrong codes of an address, sendings with a slip."""


def _told(model: Any) -> dict[Any, Any]:
    """The response map of a public door, which may also ask to wait."""
    return {200: model, REFUSALS | {429}: ProblemOut}


@public.post("/slip", auth=None, response=_told(PublicSlipOut))
def post_slip(request: HttpRequest, given: SlipCodeIn) -> object:
    """What stands on the slip of a code, what the round asks, and whether one may still send."""
    with _guarded(request):
        admitted = admit(given.token)
    return PublicSlipOut.of(admitted, state_of(admitted))


@public.post("/declaration", auth=None, response=_told(ReceivedOut))
def post_declaration(request: HttpRequest, given: DeclarationIn) -> object:
    """Take a declaration in; it waits until somebody of the grid has looked at it."""
    if len(request.body) > LARGEST_BYTES:
        raise DeclarationTooLarge
    with _limited(request, given.token):
        row = declare(given.token, sending_id=given.id, said=given.said())
    return ReceivedOut(sent_at=row.sent_at, revision=row.revision)


@public.post("/pass-request", auth=None, response=_told(PublicPassOut))
def post_pass_request(request: HttpRequest, given: PassAskedIn) -> object:
    """Ask for a pass; it waits until somebody of the grid has looked at it."""
    with _limited(request, given.token):
        row = ask_for_pass(given.token, sending_id=given.id, said=given.said())
    return PublicPassOut.of(row)


@public.post("/pass-requests", auth=None, response=_told(list[PublicPassOut]))
def post_pass_requests(request: HttpRequest, given: PassesAskedAfterIn) -> object:
    """What became of the requests whose ids a page has kept; of no others."""
    with _guarded(request):
        rows = asked_after(admit(given.token), given.ids)
    over = ended(rows)
    return [PublicPassOut.of(row, over.get(row.pk)) for row in rows]


@public.post("/measure", auth=None, response=_told(PublicMeasureOut))
def post_measure_page(request: HttpRequest, given: SlipCodeIn) -> object:
    """What the page of a measure shows to whoever holds its slip."""
    with _guarded(request):
        admitted = admit_measure(given.token)
    return PublicMeasureOut.of(admitted, clock.today(), language_of(request))


@public.post("/measure-reading", auth=None, response=_told(OwnReadingOut))
def post_own_reading(request: HttpRequest, given: OwnReadingIn) -> object:
    """Temperature and symptoms, as now; a fever calls somebody at once."""
    with _limited(request, given.token):
        made = tell_reading(
            given.token,
            sending_id=given.id,
            celsius=given.celsius,
            symptoms=given.symptoms,
            note=given.note,
        )
    return OwnReadingOut(fever=made.fever)


@public.post("/measure-need", auth=None, response=_told(OwnNeedOut))
def post_own_need(request: HttpRequest, given: OwnNeedIn) -> object:
    """What the person needs; it becomes a work order."""
    with _limited(request, given.token):
        tell_need(given.token, sending_id=given.id, what=given.what, text=given.text)
    return OwnNeedOut(taken=True)


@contextmanager
def _limited(request: HttpRequest, token: str) -> Iterator[None]:
    """As `_guarded`; and with one slip not more is taken in than anybody has to say."""
    with _guarded(request):
        slip = index_of(read_token(token)).hex()
        if used_up(request, SENT, slip):
            raise TooManyTries
        yield
        count(request, SENT, slip)


@contextmanager
def _guarded(request: HttpRequest) -> Iterator[None]:
    """Whoever sent too many wrong codes is heard no more for some minutes, not with a right one either."""
    if used_up(request, WRONG, stranger(request)):
        raise TooManyTries
    try:
        yield
    except SlipUnknown:
        count(request, WRONG, stranger(request))
        raise


@router.post("/measures/{measure_id}/print", response=answers(None))
def post_print_link(request: HttpRequest, measure_id: UUID, given: LinkPrintIn) -> HttpResponse:
    """A slip with a QR code for the person of a measure, as PDF; the one before is void."""
    address = settings.PUBLIC_URL or _opened_at(request)
    actor = actor_of(request)
    file = print_link(actor, measure_id=measure_id, address=address, phone=given.phone)
    return file_answer(file.content, file.file_name, file.format.content_type)


@router.get("/measures/{measure_id}", response=answers(list[MeasureLinkOut]))
def list_measure_links(request: HttpRequest, measure_id: UUID) -> object:
    """Slips that were printed for a measure."""
    return [MeasureLinkOut.of(row) for row in links_of(actor_of(request), measure_id)]


@router.post("/measure-links/{link_id}/revoke", response=answers(MeasureLinkOut))
def post_revoke_link(request: HttpRequest, link_id: UUID) -> object:
    """Void the slip of a measure."""
    return MeasureLinkOut.of(revoke_link(actor_of(request), link_id=link_id))


class DeclarationsWanted(Schema):
    """Which declarations of a round; those that were replaced only where asked for."""

    state: DeclarationState | None = None


class PassRequestsWanted(Schema):
    """Which requests."""

    state: PassRequestState | None = None


@router.get("/address", response=answers(SlipAddressOut))
def get_address(request: HttpRequest) -> object:
    """The address that slips name."""
    _reader(request)
    return SlipAddressOut(address=settings.PUBLIC_URL)


@router.post("/rounds/{round_id}/print", response=answers(None))
def post_print(request: HttpRequest, round_id: UUID, given: SlipsIn) -> HttpResponse:
    """New slips as PDF, three on a sheet."""
    file = print_slips(
        actor_of(request),
        round_id=round_id,
        wanted=given.wanted(),
        address=settings.PUBLIC_URL or _opened_at(request),
        phone=given.phone,
        void_earlier=given.void_earlier,
    )
    return file_answer(file.content, file.file_name, file.format.content_type)


@router.get("/rounds/{round_id}/declarations", response=answers(list[DeclarationRow]))
def list_declarations(
    request: HttpRequest, round_id: UUID, wanted: Query[DeclarationsWanted]
) -> object:
    """Declarations of a round, the longest waiting first."""
    actor = _reader(request)
    round_of(actor, round_id)
    return [DeclarationRow.of(row) for row in declarations_of(actor, round_id, wanted.state)]


@router.get("/targets/{target_id}", response=answers(list[SlipOut]))
def list_slips(request: HttpRequest, target_id: UUID) -> object:
    """Slips that were printed for a target."""
    return [SlipOut.of(row) for row in slips_of(_reader(request), target_id)]


@router.post("/{slip_id}/revoke", response=answers(SlipOut))
def post_revoke_slip(request: HttpRequest, slip_id: UUID) -> object:
    """Void a slip."""
    return SlipOut.of(revoke_slip(actor_of(request), slip_id=slip_id))


@router.get("/declarations/{declaration_id}", response=answers(DeclarationOut))
def get_declaration(request: HttpRequest, declaration_id: UUID) -> object:
    """A declaration beside what the register has, for whoever may decide."""
    row, both = beside_register(actor_of(request), declaration_id)
    asked = [QuestionOut.of(one) for one in questions_of(row.target.round)]
    return laid_out(row, both, asked)


@router.post("/declarations/{declaration_id}/accept", response=answers(DeclarationRow))
def post_accept(request: HttpRequest, declaration_id: UUID, given: AcceptIn) -> object:
    """Write it into the register and count the door as reached."""
    row = accept(actor_of(request), declaration_id=declaration_id, seen=given.seen)
    return DeclarationRow.of(row)


@router.post("/declarations/{declaration_id}/reject", response=answers(DeclarationRow))
def post_reject(request: HttpRequest, declaration_id: UUID, given: RejectIn) -> object:
    """Take nothing of it, for a reason."""
    row = reject(actor_of(request), declaration_id=declaration_id, reason=given.reason)
    return DeclarationRow.of(row)


@router.get("/pass-requests", response=answers(list[PassRequestRow]))
def list_pass_requests(request: HttpRequest, wanted: Query[PassRequestsWanted]) -> object:
    """Requests for passes at the grids where the reader issues them, the longest waiting first."""
    return [PassRequestRow.of(row) for row in requests_of(_issuer(request), wanted.state)]


@router.get("/pass-requests/{request_id}", response=answers(PassRequestOut))
def get_pass_request(request: HttpRequest, request_id: UUID) -> object:
    """A request with what was written, and who lives at the door."""
    return PassRequestOut.of(request_of(_issuer(request), request_id))


@router.post("/pass-requests/{request_id}/grant", response=answers(PassRequestOut))
def post_grant(request: HttpRequest, request_id: UUID, given: GrantIn) -> object:
    """Make the pass."""
    row = grant(
        actor_of(request),
        request_id=request_id,
        resident_id=given.resident_id,
        gates=given.gates,
    )
    return PassRequestOut.of(row)


@router.post("/pass-requests/{request_id}/refuse", response=answers(PassRequestRow))
def post_refuse(request: HttpRequest, request_id: UUID, given: RejectIn) -> object:
    """Make none, for a reason that the household reads."""
    row = refuse(actor_of(request), request_id=request_id, reason=given.reason)
    return PassRequestRow.of(row)


def _issuer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.PASS_ISSUE)
    return actor


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.WORK_READ)
    return actor


def _opened_at(request: HttpRequest) -> str:
    """Where the desk itself was opened: what the browser says, which was compared with the host (CSRF)."""
    return request.headers.get("Origin") or request.build_absolute_uri("/")
