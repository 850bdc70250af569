"""The words of the field, as people read them."""

from collections.abc import Sequence

from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.measures.rules.kinds import restricts
from gridward.work.measures.terms import (
    ControlKind,
    MeasureEnd,
    MeasureRules,
)
from gridward.work.rulebooks.terms import PersonCategory


class MeasureWordOut(Shape):
    """A word of a closed list as people read it."""

    code: str
    title: str

    @classmethod
    def all_of(cls, words: Sequence[str], key: str, language: str) -> "list[MeasureWordOut]":
        """The words under a key of the catalogues."""
        return [cls(code=one, title=say(f"{key}.{one}", language)) for one in words]


class MeasureKindOut(MeasureWordOut):
    """A kind of measure, and whether a second person confirms it."""

    restricts: bool


class MeasureTermsOut(Shape):
    """The words of the field, and what the house has set."""

    categories: list[MeasureWordOut]
    kinds: list[MeasureKindOut]
    ends: list[MeasureWordOut]
    minor_age: int
    longest_days: int
    hold_days: int
    appeal_hours: int
    readings_a_day: int
    fever_celsius: float

    @classmethod
    def of(cls, rules: MeasureRules, language: str) -> "MeasureTermsOut":
        """As they hold on a day."""
        figures = ("minor_age", "longest_days", "hold_days", "appeal_hours", "readings_a_day")
        kinds = [
            MeasureKindOut(code=one, title=_kind(one, language), restricts=restricts(one))
            for one in ControlKind
        ]
        return cls(
            categories=MeasureWordOut.all_of(
                list(PersonCategory), "word.rulebooks.category", language
            ),
            kinds=kinds,
            ends=MeasureWordOut.all_of(list(MeasureEnd), "word.measures.end", language),
            fever_celsius=rules.fever_celsius,
            **{name: getattr(rules, name) for name in figures},
        )


def _kind(kind: str, language: str) -> str:
    return say(f"word.measures.kind.{kind}", language)
