"""The signed sheet of a decision as a file. It names the territory and who signed, no resident, and so leaves with a
line of the record. Paper is Chinese whoever prints it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.kernel.texts import say
from gridward.work.response.models import ResponseDecision
from gridward.work.response.problems import ResponseDiffers
from gridward.work.response.queries.decisions import decision_of, is_intact
from gridward.work.response.terms import ResponseAct, ResponseStep

PAPER = Path(__file__).resolve().parents[1] / "paper"
LANGUAGE = "zh-Hans"


@transaction.atomic
def decision_file(actor: Actor, *, decision_id: UUID, format_: PaperFormat) -> Printed:
    """A signed decision. Raises NotFound, ResponseDiffers."""
    row = decision_of(actor, decision_id)
    if not is_intact(row):
        raise ResponseDiffers
    made = paper(PAPER / "decision", format_, _sheet(row))
    about = About("response_responsedecision", row.pk, None)
    number = f"{row.year}-{row.number}"
    record(
        actor, ResponseAct.TAKEN, about, street=row.street_id, number=number, format=format_.value
    )
    name = say("response.paper.file", number=number, street=row.street.name)
    return Printed.named(name, format_, made)


def number_of(row: ResponseDecision) -> str:
    """As it stands on paper: 响应〔2026〕3号."""
    return say("response.paper.number", year=row.year, number=row.number)


def _sheet(row: ResponseDecision) -> dict[str, Any]:
    content = row.content
    title = say(f"response.paper.title.{row.step}", street=row.street.name)
    sections = (
        ("basis", [_basis(one) for one in content["bases"]]),
        ("reason", [content["reason"]]),
        ("units", [_unit(ResponseStep(row.step), one) for one in content["units"]]),
        ("changes", list(_changes(content["changes"]))),
        ("limits", [say("response.paper.limit")]),
    )
    at = row.signed_at.astimezone(clock.LOCAL)
    return {
        "title": title,
        "subtitle": number_of(row),
        "notes": [],
        "facts": [],
        "sections": [
            {"title": say(f"response.paper.section.{name}"), "lines": lines}
            for name, lines in sections
            if lines
        ],
        "signed": [
            say(
                "response.paper.signed",
                post=say(f"word.staff.post.{row.post}"),
                name=row.account_name,
                at=f"{at.year}年{at.month}月{at.day}日{at:%H:%M}",
            ),
            say("response.paper.digest", digest=row.digest[:16]),
        ],
        "foot": say("response.paper.foot"),
        "watermark": "",
    }


def _basis(one: Any) -> str:
    return f"{one['source']}　{one['document']}" if one["document"] else str(one["source"])


def _unit(step: ResponseStep, one: Any) -> str:
    words = {
        "unit": one["name"],
        "before": say(f"word.response.level.{one['before']}"),
        "after": say(f"word.response.level.{one['after']}"),
        "since": _day(one["since"]),
    }
    if step is ResponseStep.END:
        begun = one["until"] >= one["since"]
        key = "ended" if begun else "withdrawn"
        return say(f"response.paper.unit.{key}", until=_day(one["until"]), **words)
    end = "until" if one["until"] else "review"
    told = say(f"response.paper.{end}", day=_day(one["until"] or one["review_on"]))
    return say(f"response.paper.unit.{step.value}", end=told, **words)


def _changes(changes: Any) -> Iterator[str]:
    for change in changes:
        yield say(
            "response.paper.levels",
            count=change["grids"],
            before=say(f"word.response.level.{change['before']}"),
            after=say(f"word.response.level.{change['after']}"),
        )
        for line in change["lines"]:
            yield _line(line)


def _line(line: Any) -> str:
    key = "changes" if line["before"] and line["after"] else "on" if line["after"] else "off"
    told = {name: (line[name] or {}).get(LANGUAGE, "") for name in ("before", "after")}
    return say(f"response.paper.line.{key}", title=line["title"][LANGUAGE], **told)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
