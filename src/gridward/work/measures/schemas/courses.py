"""A rule in words, phases with their days, what a proposal would come to."""

from datetime import date
from typing import Any

from gridward.kernel.http import Shape
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.schemas.words import MeasureWordOut
from gridward.work.measures.services.proposing import Preview
from gridward.work.measures.terms import (
    ControlKind,
    GivenPhase,
)


class MeasureBookOut(Shape):
    """A rule book that spoke; `status` tells whether its figures were compared with the original."""

    code: str
    title: str
    source: str
    status: str


class MeasureRuleOut(Shape):
    """A rule in words, and what it asks for before a release."""

    words: list[str]
    days: list[str]
    books: list[MeasureBookOut]
    lacks: list[str]
    since: MeasureWordOut | None
    needs: list[MeasureWordOut]
    choices: list[list[ControlKind]]

    @classmethod
    def of(cls, rule: Any, language: str) -> "MeasureRuleOut":
        """From what was stored."""
        since = [rule["since"]] if rule["since"] else []
        return cls(
            words=rule["words"][language],
            days=rule["days"][language],
            books=[
                MeasureBookOut(**{**one, "title": one["title"][language]}) for one in rule["books"]
            ],
            lacks=rule["lacks"],
            since=next(iter(MeasureWordOut.all_of(since, "word.rulebooks.since", language)), None),
            needs=MeasureWordOut.all_of(rule["needs"], "word.rulebooks.need", language),
            choices=rule["choices"],
        )


class MeasurePhaseOut(Shape):
    """A phase with its days and tests; `book` is empty where a person stated it."""

    kind: ControlKind
    begins: date
    ends: date
    tests: list[date]
    book: str

    @classmethod
    def of(cls, one: GivenPhase) -> "MeasurePhaseOut":
        """From a phase."""
        return cls(
            kind=one.kind, begins=one.begins, ends=one.ends, tests=list(one.tests), book=one.book
        )


class MeasurePreviewOut(Shape):
    """What a proposal would come to; without `responds` nothing can be proposed at the grid."""

    rule: MeasureRuleOut
    phases: list[MeasurePhaseOut]
    ends: date | None
    restricts: bool
    responds: bool

    @classmethod
    def of(cls, made: Preview, language: str) -> "MeasurePreviewOut":
        """From what the service worked out."""
        return cls(
            rule=MeasureRuleOut.of(made.rule, language),
            phases=[MeasurePhaseOut.of(one) for one in made.phases],
            ends=made.ends,
            restricts=any(restricts(one.kind) for one in made.phases),
            responds=made.response is not None,
        )
