"""The notice to the person and the release paper, through the guard of exports. Paper is Chinese whoever prints it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.models import Export
from gridward.ground.audit.services import draft, let_go
from gridward.ground.register.terms.people import DocumentKind
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.papers import paper
from gridward.kernel.documents.qr import qr_svg
from gridward.kernel.masking import mask_document, mask_identity_number, mask_phone
from gridward.kernel.texts import say
from gridward.work.checkpoints.rules.tokens import key_from
from gridward.work.checkpoints.services.keys import signing_key
from gridward.work.measures.models import Measure, MeasureDeed
from gridward.work.measures.problems import MeasureNotOfThisDay
from gridward.work.measures.queries.beside import deeds_of
from gridward.work.measures.queries.measures import measure_of, person_of, phases_of, reasons_of
from gridward.work.measures.queries.response import decision_of
from gridward.work.measures.rules.codes import write_code
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.terms import (
    RIGHTS,
    MeasureState,
    MeasureStep,
    PersonSaid,
    ReasonsSaid,
    ReleaseCode,
)

PAPER = Path(__file__).resolve().parents[1] / "paper"
LANGUAGE = "zh-Hans"
_SIGNED = (MeasureStep.DECIDED, MeasureStep.CONFIRMED)
Sections = Sequence[tuple[str, list[str]]]
Facts = Sequence[tuple[str, str]]


@transaction.atomic
def notice_file(actor: Actor, *, measure_id: UUID, format_: PaperFormat) -> Printed:
    """The notice of a measure that came into force. Raises NotFound, NotAllowed, MeasureNotOfThisDay, the guard's."""
    row = measure_of(actor, measure_id)
    if row.in_force_at is None:
        raise MeasureNotOfThisDay
    return _let_go(actor, row, "notice", format_, _notice(row))


@transaction.atomic
def release_file(actor: Actor, *, measure_id: UUID, format_: PaperFormat) -> Printed:
    """The release paper, with a code that is checked. Raises NotFound, NotAllowed, MeasureNotOfThisDay, the guard's."""
    row = measure_of(actor, measure_id)
    if row.state != MeasureState.ENDED:
        raise MeasureNotOfThisDay
    return _let_go(actor, row, "release", format_, _release(row))


def code_of(row: Measure) -> str:
    """The code of a release. Raises SealBroken."""
    number = signing_key().open_sealed_bytes("number") or b""
    return write_code(ReleaseCode(row.pk, _ended_on(row)), key_from(number))


def _let_go(
    actor: Actor, row: Measure, kind: str, format_: PaperFormat, data: Mapping[str, Any]
) -> Printed:
    export = draft(
        actor,
        kind=f"measure_{kind}",
        format=format_.value,
        masked=True,
        grid_ids={row.grid_id},
        rows=1,
        right=Permission.MEASURE_SEE,
    )
    made = paper(PAPER / "measure", format_, {**data, "foot": _foot(export)})
    let_go(actor, export, size=len(made))
    return Printed.named(say(f"measures.paper.file.{kind}", serial=row.serial), format_, made)


def _foot(export: Export) -> str:
    return say("measures.paper.foot", number=export.mark())


def _notice(row: Measure) -> dict[str, Any]:
    person, reasons = person_of(row), reasons_of(row)
    sections: Sections = (
        ("why", list(_why(row, reasons))),
        ("rule", list(_rule(row))),
        ("basis", list(_basis(row))),
        ("rights", [say(f"measures.paper.rights.{one}") for one in RIGHTS]),
        ("appeal", _appeal(row)),
    )
    return _sheet(row, "notice", _notice_facts(row, person, reasons), sections)


def _release(row: Measure) -> dict[str, Any]:
    person = person_of(row)
    facts = [
        *_who(person),
        _fact("measure", _kinds(row)),
        _fact("span", _span(row)),
        _fact("ended", _day(_ended_on(row))),
        _fact("ended_for", say(f"word.measures.end.{row.ended_for}")),
    ]
    told = say("measures.paper.released", name=person.name, day=_day(_ended_on(row)))
    code = code_of(row)
    data = _sheet(row, "release", facts, (("told", [told]), ("code", [_spaced(code)])))
    return {**data, "qr": qr_svg(code), "qr_told": say("measures.paper.qr")}


def _sheet(row: Measure, kind: str, facts: Facts, sections: Sections) -> dict[str, Any]:
    return {
        "title": say(f"measures.paper.title.{kind}", street=row.grid.street.name),
        "subtitle": say("measures.paper.number", serial=row.serial),
        "notes": [],
        "facts": [list(one) for one in facts if one[1]],
        "sections": [
            {"title": say(f"measures.paper.section.{name}"), "lines": lines}
            for name, lines in sections
            if lines
        ],
        "signed": list(_signed(row, kind)),
        "qr": "",
        "qr_told": "",
        "watermark": "",
    }


def _notice_facts(row: Measure, person: PersonSaid, reasons: ReasonsSaid) -> Facts:
    guardian = person.guardian
    named = f"{guardian.name}（{guardian.relation}）" if guardian.relation else guardian.name
    return [
        *_who(person),
        _fact("guardian", named),
        _fact("category", say(f"word.rulebooks.category.{row.category}")),
        _fact("measure", _kinds(row)),
        _fact("span", _span(row)),
        _fact("tests", _tests(row)),
        _fact("place", reasons.place),
    ]


def _who(person: PersonSaid) -> Facts:
    is_card = person.document_kind == DocumentKind.IDENTITY_CARD
    mask = mask_identity_number if is_card else mask_document
    return [
        _fact("name", person.name),
        _fact("document", mask(person.document) if person.document else ""),
        _fact("phone", mask_phone(person.phone) if person.phone else ""),
    ]


def _fact(name: str, said: str) -> tuple[str, str]:
    return say(f"measures.paper.fact.{name}"), said


def _kinds(row: Measure) -> str:
    return "；".join(
        say(
            "measures.paper.phase",
            kind=say(f"word.measures.kind.{one.kind}"),
            begins=_day(one.begins),
            ends=_day(one.ends),
        )
        for one in phases_of(row)
    )


def _span(row: Measure) -> str:
    days = (row.ends - row.begins).days + 1
    return say("measures.paper.span", begins=_day(row.begins), ends=_day(row.ends), days=days)


def _tests(row: Measure) -> str:
    return "、".join(f"{day.month}月{day.day}日" for one in phases_of(row) for day in one.tests)


def _why(row: Measure, reasons: ReasonsSaid) -> Iterator[str]:
    yield reasons.evidence
    if row.authority:
        yield say("measures.paper.authority", authority=row.authority, paper=row.paper)
    yield say(
        "measures.paper.counted",
        determined=_day(row.determined_on),
        counted=_day(row.counted_from),
    )
    if reasons.necessity:
        yield say("measures.paper.necessity", necessity=reasons.necessity)


def _rule(row: Measure) -> Iterator[str]:
    yield from row.rule["words"][LANGUAGE]
    stated = reasons_of(row).stated
    if stated:
        yield say("measures.paper.stated", reason=stated)
    for book in row.rule["books"]:
        if book["status"] == "draft":
            yield say("measures.paper.draft", title=book["title"][LANGUAGE])


def _basis(row: Measure) -> Iterator[str]:
    decision = decision_of(row.response)
    number = say("response.paper.number", year=decision.year, number=decision.number)
    yield say("measures.paper.response", street=decision.street.name, number=number)
    for one in decision.content["bases"]:
        yield f"{one['source']}　{one['document']}".strip()


def _appeal(row: Measure) -> list[str]:
    rules = measure_rules(clock.local_date(row.in_force_at or clock.now()))
    told = say("measures.paper.appeal", where=rules.appeal, hours=rules.appeal_hours)
    return [told, say("measures.paper.courts")]


def _signed(row: Measure, kind: str) -> Iterator[str]:
    steps = _SIGNED if kind == "notice" else (MeasureStep.ENDED,)
    for one in deeds_of(row):
        if one.step in steps:
            yield _signature(one)
    if kind == "notice":
        yield say("measures.paper.received")


def _signature(one: MeasureDeed) -> str:
    at = one.at.astimezone(clock.LOCAL)
    return say(
        f"measures.paper.signed.{one.step}",
        post=say(f"word.staff.post.{one.post}") if one.post else "",
        name=one.account_name,
        at=f"{_day(at.date())}{at:%H:%M}",
    )


def _spaced(code: str) -> str:
    """In groups of six, to be typed where nothing scans."""
    return " ".join(code[at : at + 6] for at in range(0, len(code), 6))


def _ended_on(row: Measure) -> date:
    return clock.local_date(row.ended_at or clock.now())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
