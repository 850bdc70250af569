"""What the service prints: the organisation chart, a list of shortages, a hand-over. Each taking is on the record.

No paper of the service holds a phone number; people from outside do not stand on them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment, PostHandover, ShortageList
from gridward.ground.staff.queries.chart import Chart, ChartUnit, Desk, chart_on
from gridward.ground.staff.queries.shortages import number_of
from gridward.ground.staff.queries.told import told_matter, told_post
from gridward.ground.staff.terms import HandoverSide, ShortageState, StaffAct
from gridward.ground.territory.models import Division
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.documents.word import docx
from gridward.kernel.problems import NotAllowed
from gridward.kernel.sheets.writing import NewBook
from gridward.kernel.texts import say

PAPER = Path(__file__).resolve().parents[1] / "paper"
SHORTAGE_COLUMNS = ("position", "unit", "post", "count", "since", "reason", "wish", "wished_by")


@transaction.atomic
def chart_paper(actor: Actor, street: Division, day: date, language: str) -> bytes:
    """The chart of a day on A3 as PDF; raises NotAllowed."""
    if not actor.may(Permission.STAFF_READ):
        raise NotAllowed(permission=Permission.STAFF_READ.value)
    content = pdf(PAPER / "chart.typ", _chart(chart_on(street, day), actor, language), language)
    _note(actor, "chart", "pdf", None)
    return content


@transaction.atomic
def shortage_paper(actor: Actor, letter: ShortageList, form: str, language: str) -> bytes:
    """A list of shortages as `pdf`, `docx` or `xlsx`, to hand to the district."""
    makers: Mapping[str, Callable[[dict[str, Any]], bytes]] = {
        "pdf": lambda data: pdf(PAPER / "shortages.typ", data, language),
        "docx": lambda data: docx(PAPER / "shortages.docx", data),
        "xlsx": _shortage_sheet,
    }
    content = makers[form](_shortages(letter, language))
    _note(actor, "shortages", form, About("staff_shortagelist", letter.pk))
    return content


@transaction.atomic
def handover_paper(actor: Actor, row: PostHandover, language: str) -> bytes:
    """A hand-over as a sheet with signature lines, as PDF."""
    content = pdf(PAPER / "handover.typ", _handover(row, actor, language), language)
    _note(actor, "handover", "pdf", About("staff_posthandover", row.pk, row.grid_id))
    return content


def _chart(chart: Chart, actor: Actor, language: str) -> dict[str, Any]:
    seats: dict[str, list[str]] = {}
    for seat in chart.seats:
        seats.setdefault(seat.title, []).append(seat.member.name)
    return {
        "title": say("paper.chart.title", language, street=chart.street.name),
        "day": say("paper.as_of", language, day=chart.day),
        "group": {
            "name": say("paper.chart.group", language),
            "titles": [
                {"title": say(f"word.staff.group.{title}", language), "names": names}
                for title, names in seats.items()
            ],
        },
        "street": _desks(chart.desks, language),
        "communities": [
            {
                **_unit(one, language),
                "grids": [_unit(below, language) for below in one.grids],
            }
            for one in chart.communities
        ],
        "words": _words(("vacant", "legend"), language),
        "foot": _foot(actor, language),
    }


def _unit(one: ChartUnit, language: str) -> dict[str, Any]:
    return {"name": one.grid.name, "desks": _desks(one.desks, language)}


def _desks(desks: Iterable[Desk], language: str) -> list[dict[str, Any]]:
    return [
        {
            "post": told_post(one.post.value, language),
            "names": [_holder(row, language) for row in one.holders],
            "filled": any(not row.acting for row in one.holders),
        }
        for one in desks
    ]


def _holder(row: Appointment, language: str) -> str:
    return say("paper.acting", language, name=row.member.name) if row.acting else row.member.name


def _shortages(letter: ShortageList, language: str) -> dict[str, Any]:
    rows = [row for row in letter.shortages.all() if row.state != ShortageState.WITHDRAWN]
    number = number_of(letter)
    return {
        "title": say("paper.shortages.title", language, street=letter.street.name),
        "number": say("paper.shortages.number", language, number=number) if number else "",
        "to": say("paper.shortages.to", language, addressee=letter.addressee),
        "opening": say("paper.shortages.opening", language),
        "note": letter.note,
        "heads": [say(f"paper.shortages.{name}", language) for name in SHORTAGE_COLUMNS],
        "rows": [
            [
                str(position),
                (row.grid or letter.street).name,
                told_post(row.post, language),
                str(row.count),
                str(row.since),
                row.reason,
                row.wish,
                str(row.wished_by or ""),
            ]
            for position, row in enumerate(rows, start=1)
        ],
        "seal": say("paper.shortages.seal", language, street=letter.street.name),
        "date": str(letter.sent_on or clock.today()),
        "draft": "" if number else say("paper.shortages.draft", language),
        "contact": say("paper.shortages.contact", language, name=letter.sent_by or letter.made_by),
    }


def _shortage_sheet(data: dict[str, Any]) -> bytes:
    """An xlsx of texts alone: nothing in it is a formula."""
    kept = BytesIO()
    book = NewBook(kept, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.write_string(0, 0, data["title"], bold)
    sheet.write_string(1, 0, f"{data['number'] or data['draft']}　{data['to']}　{data['date']}")
    for place, row in enumerate([data["heads"], *data["rows"]], start=3):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text, bold if place == 3 else wrapped)
    for column, width in enumerate((6, 22, 16, 8, 13, 40, 30, 13)):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return kept.getvalue()


def _handover(row: PostHandover, actor: Actor, language: str) -> dict[str, Any]:
    unit = (row.grid or row.street).name
    post = told_post(row.predecessor.post, language)
    return {
        "title": say("paper.handover.title", language),
        "facts": [
            [say("paper.handover.post", language), f"{unit}　{post}"],
            [say("paper.handover.on", language), str(row.on)],
            [say("word.staff.side.predecessor", language), row.predecessor.member.name],
            [say("word.staff.side.successor", language), row.successor.member.name],
        ],
        "counted": say(
            "paper.handover.counted",
            language,
            at=f"{row.counted_at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}",
        ),
        "counts": [
            [say(f"word.handover.{one['what']}", language), str(one["count"])]
            for one in row.content
        ],
        "open": {
            "name": say("paper.handover.open", language),
            "none": say("paper.handover.no_open", language),
            "lines": [told_matter(two, language) for one in row.content for two in one["open"]],
        },
        "note": {"name": say("paper.handover.note", language), "text": row.note},
        "signatures": [_signature(row, side, language) for side in HandoverSide],
        "foot": _foot(actor, language),
    }


def _signature(row: PostHandover, side: HandoverSide, language: str) -> list[str]:
    name = say(f"paper.handover.signature_{side.value}", language)
    signed = next((one for one in row.signatures.all() if one.side == side), None)
    if signed is None:
        return [name, ""]
    at = f"{signed.at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
    key = "paper.handover.vouched" if signed.vouched else "paper.handover.signed"
    return [name, say(key, language, by=signed.by, at=at, reason=signed.reason)]


def _words(names: Iterable[str], language: str) -> dict[str, str]:
    return {name: say(f"paper.{name}", language) for name in names}


def _foot(actor: Actor, language: str) -> str:
    at = f"{clock.now().astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
    return say("paper.taken_by", language, name=actor.name, at=at)


def _note(actor: Actor, what: str, form: str, about: About | None) -> None:
    record(actor, StaffAct.PAPER_TAKEN, about, what=f"word.staff.paper.{what}", form=form)
