"""A notice on paper, with a code that opens it where the administrator has said at which address residents reach us."""

from pathlib import Path
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.texts import say
from gridward.work.notices.models import Material, Notice
from gridward.work.notices.problems import NoticeWithdrawn
from gridward.work.notices.queries.notices import grids_of, notice_of
from gridward.work.notices.rules.words import in_words
from gridward.work.notices.terms import NoticeAct

TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "notice.typ"
PAGE = "/p/#n/"
"""Where the public page shows what is told, below the public address."""


def page_of(told: Notice | Material, address: str) -> str:
    """The address of a notice or a material for anybody; "" where residents reach us at none."""
    return address.rstrip("/") + PAGE + told.code if address else ""


@transaction.atomic
def poster(actor: Actor, *, notice_id: UUID, address: str) -> Printed:
    """The poster as PDF; nothing in it is about a person. Raises NotFound, NoticeWithdrawn."""
    notice = notice_of(actor, notice_id)
    if notice.withdrawn_at is not None:
        raise NoticeWithdrawn(title=notice.title)
    grids = [one.grid for one in grids_of(actor, notice)]
    page = page_of(notice, address)
    data = {
        "title": notice.title,
        "text": notice.text,
        "english_title": notice.title_en,
        "english": notice.text_en,
        "until": say("notice.until", day=in_words(clock.local_date(notice.ends_at))),
        "answer": say("notice.please_answer") if notice.asks_receipt else "",
        "where": grids[0].name if len(grids) == 1 else notice.street.name,
        "qr": qr_svg(page) if page else "",
        "scan": say("notice.scan"),
        "foot": "",
    }
    content = pdf(TEMPLATE, data)
    only = grids[0].pk if len(grids) == 1 else None
    record(
        actor,
        NoticeAct.NOTICE_TAKEN,
        About("notices_notice", notice.pk, only),
        street=notice.street_id,
        title=notice.title,
    )
    return Printed.named(say("notice.file", title=notice.title), PaperFormat.PDF, content)
