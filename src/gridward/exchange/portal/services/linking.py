"""A slip with a QR code for whoever is under a measure: printed, voided. It leaves through the guard of exports."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.exchange.portal.models import MeasureLink
from gridward.exchange.portal.queries.admitting import index_of
from gridward.exchange.portal.queries.linking import link_to_change
from gridward.exchange.portal.rules.tokens import in_groups, new_token
from gridward.exchange.portal.terms import PortalAct
from gridward.ground.audit.services import draft, let_go, record
from gridward.ground.audit.terms import About
from gridward.ground.register.rules.entries import at, read_phone
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.masking import mask_name
from gridward.kernel.models import touched
from gridward.kernel.texts import say
from gridward.work.measures.models import Measure
from gridward.work.measures.queries.measures import measure_to_change, person_of
from gridward.work.measures.services.shared import in_force

TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "measure_link.typ"
KIND = "measure_link"
PAGE = "/p/"
MARK = "m/"
"""Before the token, so that the page knows which slip it is of."""
_RIGHT = Permission.MEASURE_FOLLOW
_WORDS = ("title", "lead", "scan", "type", "code", "until", "emergency", "privacy")


@transaction.atomic
def print_link(actor: Actor, *, measure_id: UUID, address: str, phone: str) -> Printed:
    """A new slip as PDF; the one before it is void. `address` is the public one of the house, `phone` whom to call.

    Raises NotFound, NotAllowed, MeasureNotInForce, a PhoneProblem, and what the guard raises.
    """
    row = in_force(measure_to_change(actor, measure_id, _RIGHT))
    with at("phone"):
        number = read_phone(phone).display
    export = draft(
        actor,
        kind=KIND,
        format=PaperFormat.PDF.value,
        masked=True,
        grid_ids={row.grid_id},
        rows=1,
        right=_RIGHT,
    )
    _void(actor, row)
    token = new_token()
    link = MeasureLink(
        measure=row, token_index=index_of(token), phone=number, printed_by=actor.name
    )
    link.save(force_insert=True)
    content = pdf(TEMPLATE, _page(row, token, address, number, export.watermark()))
    let_go(actor, export, size=len(content))
    _note(actor, PortalAct.LINK_PRINTED, row)
    return Printed.named(say("link.file", serial=row.serial), PaperFormat.PDF, content)


@transaction.atomic
def revoke_link(actor: Actor, *, link_id: UUID) -> MeasureLink:
    """Void a slip that was lost; what came by it stays. Raises NotFound, NotAllowed."""
    link = link_to_change(actor, link_id)
    actor.require(_RIGHT, link.measure.grid_id)
    if link.revoked_at is None:
        _void(actor, link.measure)
        link.refresh_from_db()
        _note(actor, PortalAct.LINK_REVOKED, link.measure)
    return link


def _void(actor: Actor, row: Measure) -> None:
    valid = MeasureLink.objects.filter(measure=row, revoked_at=None)
    valid.update(revoked_at=clock.now(), revoked_by=actor.name, **touched())


def _note(actor: Actor, act: PortalAct, row: Measure) -> None:
    about = About(Measure._meta.db_table, row.pk, row.grid_id)
    record(actor, act, about, street=row.street_id, grid=row.grid.name, serial=row.serial)


def _page(row: Measure, token: str, address: str, phone: str, foot: str) -> dict[str, Any]:
    page = address.rstrip("/") + PAGE
    return {
        "whom": say("link.whom", name=mask_name(person_of(row).name), serial=row.serial),
        "qr": qr_svg(f"{page}#{MARK}{token}"),
        "page": page.partition("://")[2],
        "code": in_groups(token),
        "call": say("link.call", phone=phone),
        "words": {one: say(f"link.{one}") for one in _WORDS},
        "foot": foot,
    }
