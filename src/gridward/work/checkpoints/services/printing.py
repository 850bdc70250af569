"""A pass on paper: A6, with its code, its serial to be read out, and nothing that tells a finder who lives where."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Export
from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.problems import PassRevoked
from gridward.work.checkpoints.queries.passes import masked_holder, pass_of
from gridward.work.checkpoints.services.keys import code_of

TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "pass.typ"
KIND = "passes"
_WORDS = ("title", "serial", "valid", "gates", "holder", "plate", "lost", "shown")


@transaction.atomic
def print_pass(actor: Actor, *, pass_id: UUID) -> Printed:
    """The latest print of a pass as PDF. Raises NotFound, NotAllowed, PassRevoked, and what the guard raises."""
    row = pass_of(actor, pass_id)
    actor.require(Permission.PASS_ISSUE, row.grid_id)
    if row.revoked_at is not None:
        raise PassRevoked(serial=row.serial)
    export = draft(
        actor,
        kind=KIND,
        format=PaperFormat.PDF.value,
        masked=True,
        grid_ids={row.grid_id},
        rows=1,
    )
    content = pdf(TEMPLATE, _page(row, export))
    let_go(actor, export, size=len(content))
    name = say("pass.file", serial=row.serial)
    return Printed.named(name, PaperFormat.PDF, content)


def _page(row: Pass, export: Export) -> dict[str, Any]:
    names = Checkpoint.objects.filter(pk__among=row.gates).order_by("name")
    gates = "、".join(names.values_list("name", flat=True)) or say("pass.paper.all_gates")
    return {
        "words": {one: say(f"pass.paper.{one}") for one in _WORDS},
        "kind": say(f"word.gates.pass.{row.kind}"),
        "street": row.grid.street.name,
        "serial": f"{row.serial[:4]} {row.serial[4:]}",
        "holder": masked_holder(row)[0],
        "plate": row.plate,
        "span": say("pass.paper.span", begins=_minute(row.begins), ends=_minute(row.ends)),
        "gates": gates,
        "once": say("pass.paper.once") if row.once else "",
        "qr": qr_svg(code_of(row)),
        "foot": say("pass.paper.foot", number=export.mark(), issue=row.issue),
    }


def _minute(at: Any) -> str:
    return f"{at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
