"""Doors of passes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema, Status

from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door, file_answer
from gridward.kernel.paging import page
from gridward.work.checkpoints.models import Pass
from gridward.work.checkpoints.queries.gates import gate_of
from gridward.work.checkpoints.queries.passes import (
    PassFilter,
    checked,
    pass_of,
    passes,
)
from gridward.work.checkpoints.schemas.passes import (
    PassCheckOut,
    PassCodeIn,
    PassEndIn,
    PassIn,
    PassOut,
    PassReasonIn,
    PassRow,
)
from gridward.work.checkpoints.services.keys import code_of
from gridward.work.checkpoints.services.passes import (
    make_pass,
    print_again,
    prolong_pass,
    revoke_pass,
)
from gridward.work.checkpoints.services.printing import print_pass
from gridward.work.checkpoints.terms import PassKind

router = door("passes")


class PassesWanted(Schema):
    """Which passes; `holding` leaves out those that hold no more."""

    grid: UUID | None = None
    kind: PassKind | None = None
    household: UUID | None = None
    resident: UUID | None = None
    q: str = ""
    holding: bool = False
    after: str | None = None

    def chosen(self) -> PassFilter:
        """As the queries take it."""
        whom = (self.household, self.resident)
        return PassFilter(self.grid, self.kind, *whom, self.q, self.holding)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    actor.require(Permission.REGISTER_READ)
    return actor


@router.get("", response=answers(PageOut[PassRow]))
def list_passes(request: HttpRequest, wanted: Query[PassesWanted]) -> object:
    """Passes, the newest first."""
    found = page(passes(_reader(request), wanted.chosen()), ["-begins", "-id"], wanted.after)
    now = clock.now()
    return PageOut[PassRow](items=[PassRow.of(row, now) for row in found.rows], next=found.next)


@router.post("", response=answers(PassOut, 201))
def post_pass(request: HttpRequest, given: PassIn) -> object:
    """Make a pass; sent again with its id, the same comes back."""
    actor = actor_of(request)
    row = make_pass(actor, said=given.said())
    return Status(201, _whole(actor, pass_of(actor, row.pk)))


@router.post("/checks", response=answers(PassCheckOut))
def post_check(request: HttpRequest, given: PassCodeIn) -> object:
    """What a code says at a gate, and the pass where the reader may see it."""
    actor, now = _reader(request), clock.now()
    token, state, row = checked(actor, given.code, gate_of(actor, given.gate_id).pk, now)
    return PassCheckOut.of(token, state, PassRow.of(row, now) if row else None)


@router.get("/{pass_id}", response=answers(PassOut))
def get_pass(request: HttpRequest, pass_id: UUID) -> object:
    """A pass whole, with what its QR code says."""
    actor = _reader(request)
    return _whole(actor, pass_of(actor, pass_id))


@router.post("/{pass_id}/paper", response=answers(None))
def post_paper(request: HttpRequest, pass_id: UUID) -> HttpResponse:
    """The pass on a sheet of A6; that it left the house is recorded."""
    file = print_pass(actor_of(request), pass_id=pass_id)
    return file_answer(file.content, file.file_name, file.format.content_type)


@router.post("/{pass_id}/reprint", response=answers(PassOut))
def post_reprint(request: HttpRequest, pass_id: UUID, given: PassReasonIn) -> object:
    """Make a new print; earlier ones hold no more."""
    actor = actor_of(request)
    print_again(actor, pass_id=pass_id, reason=given.reason)
    return _whole(actor, pass_of(actor, pass_id))


@router.post("/{pass_id}/end", response=answers(PassOut))
def post_end(request: HttpRequest, pass_id: UUID, given: PassEndIn) -> object:
    """Another end of the pass."""
    actor = actor_of(request)
    prolong_pass(actor, pass_id=pass_id, ends=given.ends, reason=given.reason)
    return _whole(actor, pass_of(actor, pass_id))


@router.post("/{pass_id}/revocation", response=answers(PassOut))
def post_revocation(request: HttpRequest, pass_id: UUID, given: PassReasonIn) -> object:
    """Revoke the pass."""
    actor = actor_of(request)
    revoke_pass(actor, pass_id=pass_id, reason=given.reason)
    return _whole(actor, pass_of(actor, pass_id))


def _whole(actor: Actor, row: Pass) -> PassOut:
    code = "" if row.revoked_at else code_of(row)
    may = actor.may(Permission.PASS_ISSUE, row.grid_id) and row.revoked_at is None
    return PassOut.whole(row, clock.now(), code, may)
