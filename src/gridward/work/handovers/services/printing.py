"""A handover on paper (A4): what was said, what the server counted, both signatures. Paper is Chinese."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Export
from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.texts import DEFAULT_LANGUAGE, say
from gridward.work.handovers.models import Handover
from gridward.work.handovers.queries.handovers import (
    Texts,
    handover_of,
    orders_of,
    texts_of,
)
from gridward.work.handovers.services.shared import note
from gridward.work.handovers.terms import COUNTED, HandoverAct
from gridward.work.workorders.queries.kinds import kind_of

TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "handover.typ"
KIND = "handover"
_WORDS = (
    *("title", "counts", "counted", "kit", "expected", "found", "note", "giver", "taker"),
    *("none",),
)


@transaction.atomic
def print_handover(actor: Actor, *, handover_id: UUID) -> Printed:
    """A handover as PDF; through the guard of exports. Raises NotFound, NotAllowed and what the guard raises."""
    row = handover_of(actor, handover_id)
    actor.require(Permission.WORK_READ, row.grid_id)
    export = draft(
        actor,
        kind=KIND,
        format=PaperFormat.PDF.value,
        masked=True,
        grid_ids={row.grid_id},
        rows=1,
        right=Permission.WORK_READ,
    )
    content = pdf(TEMPLATE, _page(actor, row, export))
    let_go(actor, export, size=len(content))
    note(actor, HandoverAct.PRINTED, row)
    name = say("handovers.file", gate=row.checkpoint.name, at=_minute(row.at))
    return Printed.named(name, PaperFormat.PDF, content)


def _page(actor: Actor, row: Handover, export: Export) -> dict[str, Any]:
    texts = texts_of(row)
    typed, server = row.counts, row.server_counts
    return {
        "words": {one: say(f"handovers.paper.{one}") for one in _WORDS},
        "street": f"{row.grid.street.name}　{row.grid.name}",
        "facts": _facts(row, texts),
        "counts": [
            {
                "name": say(f"word.handovers.count.{one}"),
                "typed": typed.get(one, 0),
                "server": server[one] if server else 0,
            }
            for one in COUNTED
        ],
        "counted": server is not None,
        "kit": row.kit,
        "lists": _lists(actor, texts),
        "signed": _signed(row),
        "watermark": export.watermark(),
        "foot": say("handovers.paper.foot", number=export.mark()),
    }


def _facts(row: Handover, texts: Texts) -> list[tuple[str, str]]:
    health = say(f"word.handovers.health.{row.health}")
    told = {
        "gate": row.checkpoint.name,
        "time": _minute(row.at),
        "span": f"{_minute(row.since)} – {_minute(row.at)}" if row.since else "",
        "code": row.code,
        "state": f"{say(f'word.handovers.kind.{row.kind}')}　{_state(row)}",
        "keys": str(row.keys),
        "health": f"{health}　{texts.health_word}".strip(),
        "word": texts.word,
    }
    return [(say(f"handovers.paper.{name}"), said) for name, said in told.items()]


def _state(row: Handover) -> str:
    return say(f"word.handovers.state.{row.state}")


def _lists(actor: Actor, texts: Texts) -> list[tuple[str, list[str]]]:
    orders = [
        f"{one.number}　{kind_of(one.kind_id).title[DEFAULT_LANGUAGE]}"
        for one in orders_of(actor, texts.orders)
    ]
    told = {
        "matters": list(texts.matters),
        "orders": orders,
        "remarks": [texts.remarks] if texts.remarks else [],
    }
    return [(say(f"handovers.paper.{name}"), said) for name, said in told.items()]


def _signed(row: Handover) -> list[dict[str, str]]:
    word = row.open_sealed("taken_said") or ""
    return [
        {
            "title": say("handovers.paper.giver"),
            "who": _who(row.given_by.name if row.given_by else "", row.at),
            "path": row.give_signature,
            "word": "",
        },
        {
            "title": say("handovers.paper.taker"),
            "who": _who(row.taken_by.name if row.taken_by else "", row.taken_at),
            "path": row.take_signature,
            "word": say("handovers.paper.question", word=word) if word else "",
        },
    ]


def _who(name: str, at: datetime | None) -> str:
    if not name or at is None:
        return say("handovers.paper.nobody")
    return say("handovers.paper.signed", name=name, at=_minute(at))


def _minute(at: datetime | None) -> str:
    return f"{at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}" if at else ""
