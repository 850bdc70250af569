"""What stands in which place of the papers: plain facts in, the texts of the form out. Paper is Chinese.

Both kinds of file, PDF and Word, are filled from the same data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gridward.kernel.texts import say
from gridward.work.inspections.terms import Demand, FilingMove

BLANK = "　" * 8
"""A line to write on, where nothing is known yet."""
Form = dict[str, Any]


@dataclass(frozen=True)
class Delivered:
    """How a notice was handed over; `at` is local."""

    way: str
    receipt: str
    at: datetime
    to: str
    role: str
    witness: str
    by: str


@dataclass(frozen=True)
class NoticeFacts:
    """A notice of rectification to be printed; days are local."""

    number: str
    street: str
    organisation: str
    address: str
    inspected_on: date
    inspector: str
    demands: Sequence[Demand]
    until: date
    issued_on: date
    delivered: Delivered | None = None


@dataclass(frozen=True)
class FilingFacts:
    """A decision on a filing to be printed."""

    number: str
    street: str
    organisation: str
    address: str
    move: FilingMove
    filed_on: date
    resumes_on: date
    persons: int
    text: str
    decided_on: date
    decided_by: str


def notice_form(facts: NoticeFacts) -> Form:
    """责令整改通知书."""
    return {
        "title": say("paper.notice.title"),
        "number": facts.number,
        "to": say("paper.notice.to", organisation=facts.organisation),
        "opening": say(
            "paper.notice.opening",
            day=day_said(facts.inspected_on),
            street=facts.street,
            inspector=facts.inspector,
            address=facts.address,
        ),
        "heads": [say(f"paper.notice.head.{one}") for one in ("no", "found", "demand", "by")],
        "rows": [
            [str(number), one.found, f"{one.demand}\n（{one.basis}）", day_said(one.deadline)]
            for number, one in enumerate(facts.demands, start=1)
        ],
        "closing": say("paper.notice.closing", day=day_said(facts.until)),
        "reply": say("paper.notice.reply", street=facts.street),
        "street": facts.street,
        "day": day_said(facts.issued_on),
        "receipt_title": say("paper.notice.receipt_title"),
        "receipt": _receipt(facts),
    }


def filing_form(facts: FilingFacts) -> Form:
    """The paper of a decision on a filing; what it says beyond the form is a condition or a reason."""
    words = {"street": facts.street, "day": day_said(facts.filed_on)}
    return {
        "title": say(f"paper.filing.title.{facts.move}"),
        "number": facts.number,
        "to": say("paper.notice.to", organisation=facts.organisation),
        "opening": say(f"paper.filing.opening.{facts.move}", **words),
        "rows": [
            [say("paper.filing.row.address"), facts.address or BLANK],
            [say("paper.filing.row.resumes_on"), day_said(facts.resumes_on)],
            [say("paper.filing.row.persons"), str(facts.persons)],
            [say(f"paper.filing.row.text.{facts.move}"), facts.text or say("paper.filing.none")],
        ],
        "reply": say(f"paper.filing.reply.{facts.move}", street=facts.street),
        "street": facts.street,
        "day": day_said(facts.decided_on),
        "by": say("paper.filing.by", name=facts.decided_by),
    }


def day_said(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _receipt(facts: NoticeFacts) -> list[list[str]]:
    """送达回证: filled where the notice was handed over, else lines to write on."""
    one = facts.delivered
    values = {
        "way": one.way if one else BLANK,
        "to": " ".join(filter(None, (one.to, one.role))) if one else BLANK,
        "at": f"{day_said(one.at.date())}{one.at:%H:%M}" if one else BLANK,
        "receipt": one.receipt if one else BLANK,
        "by": one.by if one else BLANK,
        "witness": (one.witness if one else "") or BLANK,
    }
    return [[say(f"paper.notice.receipt.{name}"), text] for name, text in values.items()]
