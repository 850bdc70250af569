"""Slips on paper, three on a sheet with lines to cut along. They leave through the guard of exports, as all papers do.

A token is known to the paper alone, so every print makes slips of its own; those printed before stay valid unless the
writer voids them: somebody may be filling one in at this moment. The part that is left names the door without its room
(nothing is told to whoever picks it up); the stub at its edge, which the worker tears off, names it whole.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gridward.exchange.portal.models import Slip
from gridward.exchange.portal.queries.admitting import index_of
from gridward.exchange.portal.queries.rows import slip_of, targets_for_slips
from gridward.exchange.portal.rules.tokens import in_groups, new_token
from gridward.exchange.portal.terms import PortalAct, SlipsWanted
from gridward.ground.audit.models import Export
from gridward.ground.audit.services import draft, let_go, record
from gridward.ground.audit.terms import About
from gridward.ground.register.rules.entries import at, read_phone
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.ids import new_id
from gridward.kernel.masking import mask_address
from gridward.kernel.models import touched
from gridward.kernel.texts import say
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.problems import RoundNotOpen
from gridward.work.rounds.queries.rows import round_of
from gridward.work.rounds.terms import RoundState

TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "slips.typ"
KIND = "slips"
PAGE = "/p/"
"""Where the public page lies below the public address."""


@transaction.atomic
def print_slips(
    actor: Actor,
    *,
    round_id: UUID,
    wanted: SlipsWanted,
    address: str,
    phone: str = "",
    void_earlier: bool = False,
) -> Printed:
    """New slips of a round that is walked, as PDF. `address` is the public one of the house, `phone` whom to call.

    Raises NotFound, NotAllowed, RoundNotOpen, NoSlipWanted, TooManySlips, a PhoneProblem, and what the guard raises.
    """
    actor.require(Permission.VISIT_RECORD)
    row = round_of(actor, round_id)
    if row.state != RoundState.OPEN:
        raise RoundNotOpen(name=row.name)
    with at("phone"):
        number = read_phone(phone).display if phone.strip() else ""
    targets = targets_for_slips(actor, round_id, wanted)
    export = draft(
        actor,
        kind=KIND,
        format=PaperFormat.PDF.value,
        masked=True,
        grid_ids={one.grid_id for one in targets},
        rows=len(targets),
    )
    if void_earlier:
        _void(actor, Slip.objects.filter(target__in=targets))
    tokens = make_slips(actor, targets)
    slips = [_said(one, token, address) for one, token in zip(targets, tokens, strict=True)]
    content = pdf(TEMPLATE, _page(row, slips, number, export))
    let_go(actor, export, size=len(content))
    _tell(actor, row, targets)
    return Printed.named(
        say("slip.file", round=row.name, count=len(targets)), PaperFormat.PDF, content
    )


@transaction.atomic
def revoke_slip(actor: Actor, *, slip_id: UUID) -> Slip:
    """Void a slip that was lost or left at the wrong door; what came by it stays. Raises NotFound, NotAllowed."""
    slip = slip_of(actor, slip_id)
    if slip.revoked_at is None:
        _void(actor, Slip.objects.filter(pk=slip.pk))
        slip.refresh_from_db()
        about = About(slip._meta.db_table, slip.pk, slip.grid_id)
        record(actor, PortalAct.SLIP_REVOKED, about, door=slip.place)
    return slip


def _void(actor: Actor, slips: QuerySet[Slip]) -> None:
    valid = slips.filter(revoked_at=None)
    valid.update(revoked_at=clock.now(), revoked_by=actor.name, **touched())


def make_slips(actor: Actor, targets: Sequence[Target]) -> list[str]:
    """New slips of targets read with their households; answers their tokens, which are kept nowhere."""
    tokens = [new_token() for _ in targets]
    Slip.objects.bulk_create(
        Slip(
            pk=new_id(),
            target=one,
            street_id=one.street_id,
            grid_id=one.grid_id,
            token_index=index_of(token),
            place=_place(one),
            printed_by=actor.name,
        )
        for one, token in zip(targets, tokens, strict=True)
    )
    return tokens


def _place(target: Target) -> str:
    return mask_address(target.household.address_text if target.household else "")


def _said(target: Target, token: str, address: str) -> dict[str, Any]:
    page = address.rstrip("/") + PAGE
    return {
        "place": _place(target),
        "where": f"{target.grid.street.name}{target.grid.community.name}",
        "door": target.household.address_text if target.household else "",
        "grid": target.grid.name,
        "qr": qr_svg(f"{page}#{token}"),
        "page": page.partition("://")[2],
        "code": in_groups(token),
    }


def _page(
    row: Round, slips: Sequence[dict[str, Any]], phone: str, export: Export
) -> dict[str, Any]:
    last = row.ends_on
    words = ("title", "lead", "scan", "type", "code", "why", "privacy", "stub", "left", "cut")
    return {
        "slips": slips,
        "round": row.name,
        "until": say("slip.until", day=f"{last.year}年{last.month}月{last.day}日"),
        "phone": say("slip.call", phone=phone) if phone else say("slip.ask"),
        "words": {one: say(f"slip.{one}") for one in words},
        "foot": export.watermark(),
    }


def _tell(actor: Actor, row: Round, targets: Sequence[Target]) -> None:
    """A line a grid, whose people read of it."""
    by_grid = groupby(targets, key=lambda one: one.grid_id)
    for grid_id, here in by_grid:
        about = About(row._meta.db_table, row.pk, grid_id)
        count = len(list(here))
        record(actor, PortalAct.SLIPS_PRINTED, about, count=count, round=row.name)
