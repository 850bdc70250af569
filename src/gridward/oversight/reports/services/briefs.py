"""The brief of a grid in words, and on one page of A4."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.queries.told import joined, told_post
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.texts import DEFAULT_LANGUAGE, say
from gridward.oversight.reports.indicators.briefs import brief_of
from gridward.oversight.reports.indicators.catalogue import FIGURES
from gridward.oversight.reports.queries.briefs import brief_layout
from gridward.oversight.reports.rules.briefs import (
    Brief,
    BriefFlow,
    BriefGate,
    BriefRung,
    BriefTime,
    QuizAbout,
    QuizQuestion,
)
from gridward.oversight.reports.services.paper import TEMPLATES
from gridward.oversight.reports.services.wording import local_time, text_of, titled
from gridward.oversight.reports.terms import ReportAct

MOST_NAMES = 40
"""Places named on the page; of more it says how many there are."""


@transaction.atomic
def print_brief(actor: Actor, *, grid_id: UUID, language: str = DEFAULT_LANGUAGE) -> Printed:
    """The brief as a PDF, recorded. Sums and names of the service: nobody of the register is in it.

    Raises NotFound, NotAllowed, BriefOfBaseGrids.
    """
    brief = brief_of(actor, grid_id)
    name = say("reports.brief.file", language, grid=brief.name)
    content = pdf(TEMPLATES / "brief.typ", page_of(brief, language), language)
    record(
        actor,
        ReportAct.SAVED,
        About("territory_grid", grid_id, grid_id),
        title=name,
        moment=local_time(clock.now()),
        format=PaperFormat.PDF.value,
    )
    return Printed.named(name, PaperFormat.PDF, content)


def page_of(brief: Brief, language: str) -> dict[str, Any]:
    """What the template sets."""
    return {
        "title": say("reports.brief.title", language, grid=brief.name),
        "heads": {
            one: say(f"reports.brief.{one}", language)
            for one in (
                *("bounds", "posts", "places", "points"),
                *("gates", "figures", "flows"),
            )
        },
        "head": say(
            "reports.brief.head",
            language,
            community=brief.community,
            code=brief.code,
            area="—" if brief.area_km2 is None else brief.area_km2,
        ),
        "made_at": say("reports.as_of_now", language, moment=local_time(clock.now())),
        "source": say("reports.brief.source", language, source=brief_layout()["source"]),
        "bounds": text_of("boundary_text", dict(brief.bounds), language),
        "posts": [
            {
                "name": figure_title(one.figure, language),
                "value": text_of(one.figure, list(one.holders), language),
            }
            for one in brief.posts
        ],
        "places": _named([one.name for one in brief.sites], language),
        "points": _named(brief.points, language),
        "gates": _named([gate_told(one, language) for one in brief.gates], language),
        "figures": [
            {"name": figure_title(key, language), "value": with_unit(key, value, language)}
            for key, value in brief.figures.items()
        ],
        "flows": [
            {
                "name": titled(one.title, language),
                "note": titled(one.note, language),
                "steps": steps_of(one, language),
            }
            for one in brief.flows
        ],
    }


def gate_told(gate: BriefGate, language: str) -> str:
    """A gate with where it stands and who leads it, as far as that was said."""
    facts = [gate.place, say("reports.brief.led_by", language, name=gate.lead) if gate.lead else ""]
    told = joined([one for one in facts if one], language)
    return say("reports.brief.gate", language, name=gate.name, facts=told) if told else gate.name


def figure_title(key: str, language: str) -> str:
    """How Annex 5 calls it."""
    return say(f"reports.figure.{key}.title", language)


def with_unit(key: str, value: Any, language: str) -> str:
    """A figure with what it counts in; — where nothing is recorded."""
    text = text_of(key, value, language)
    return text if value is None else text + say(f"reports.unit.{FIGURES[key].unit}", language)


def steps_of(flow: BriefFlow, language: str) -> list[str]:
    """Who goes first and by when, then who is told when nothing happens."""
    limits = [
        say(
            "reports.brief.within",
            language,
            clock=say(f"word.order.clock.{clock_}", language),
            time=_time(time, language),
        )
        for clock_, time in flow.times.items()
    ]
    first = say(
        "reports.brief.first",
        language,
        post=told_post(flow.handler, language),
        limits=joined(limits, language),
    )
    return [first, *(rung_of(one, language) for one in flow.ladder)]


def rung_of(rung: BriefRung, language: str) -> str:
    """A step of the ladder."""
    posts = joined([told_post(one, language) for one in rung.posts], language)
    outside = titled(rung.outside, language)
    key = "reports.brief.then_outside" if outside else "reports.brief.then"
    return say(key, language, posts=posts, outside=outside)


def asked(question: QuizQuestion, language: str) -> str:
    """A question as people read it."""
    return say(f"reports.quiz.{question.about}", language, subject=_subject(question, language))


def option_of(question: QuizQuestion, option: Any, language: str) -> str:
    """One of its answers."""
    match question.about:
        case QuizAbout.BOUND | QuizAbout.GATE_LEAD:
            return str(option)
        case QuizAbout.HOLDER:
            return joined(option, language)
        case QuizAbout.FIGURE:
            return with_unit(question.subject, option, language)
        case QuizAbout.FLOW_MINUTES:
            return _time(option, language)
    return joined([told_post(one, language) for one in option], language)


def _subject(question: QuizQuestion, language: str) -> str:
    match question.about:
        case QuizAbout.BOUND:
            return say(f"reports.quiz.side.{question.subject}", language)
        case QuizAbout.HOLDER | QuizAbout.FIGURE:
            return figure_title(question.subject, language)
        case QuizAbout.GATE_LEAD:
            return question.subject
    return say(f"reports.quiz.flow.{question.subject}", language)


def _time(time: BriefTime, language: str) -> str:
    return say(f"reports.brief.{time.unit}", language, count=time.count)


def _named(names: Sequence[str], language: str) -> str:
    if not names:
        return "—"
    text = joined(names[:MOST_NAMES], language)
    if len(names) > MOST_NAMES:
        return say("reports.brief.more", language, names=text, count=len(names))
    return text
