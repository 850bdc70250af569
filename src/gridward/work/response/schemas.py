"""Shapes of the response level that cross the wire."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import DEFAULT_LANGUAGE, LANGUAGES, say
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.queries.decisions import is_intact
from gridward.work.response.queries.plan import plan_at
from gridward.work.response.queries.units import Unit
from gridward.work.response.rules.dated import rule_of
from gridward.work.response.services.papers import number_of
from gridward.work.response.terms import (
    MOST_UNITS,
    BasisSaid,
    DecisionSaid,
    LegalBasis,
    ModuleShown,
    ResponseLevel,
    ResponsePlanKind,
    ResponseStep,
    Seen,
    Times,
)

Short = Annotated[str, StringConstraints(max_length=200)]
Words = Annotated[str, StringConstraints(max_length=1000)]
Code = Annotated[str, StringConstraints(max_length=40)]


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text in the reader's language, else in Chinese."""
    return texts[language if language in LANGUAGES else DEFAULT_LANGUAGE]


class ResponseBasisIn(Schema):
    """A basis, with the number of its paper."""

    code: Code
    document: Short = ""


class ResponseSeenIn(Schema):
    """A standing as it was seen."""

    id: UUID
    version: int


class ResponseDecisionIn(Schema):
    """What is to be decided: units for `declare`, standings for every other step.

    `since`: the first day, of `end` the last one. Either `until`, the last day, or `review_on`.
    """

    step: ResponseStep
    level: ResponseLevel | None = None
    whole_street: bool = False
    grids: Annotated[list[UUID], Field(max_length=MOST_UNITS)] = []
    standings: Annotated[list[ResponseSeenIn], Field(max_length=MOST_UNITS)] = []
    since: date | None = None
    until: date | None = None
    review_on: date | None = None
    bases: Annotated[list[ResponseBasisIn], Field(max_length=20)] = []
    reason: Words = ""

    def said(self) -> DecisionSaid:
        """As the service takes it."""
        return DecisionSaid(
            step=self.step,
            times=Times(self.since, self.until, self.review_on),
            bases=tuple(BasisSaid(one.code, one.document) for one in self.bases),
            reason=self.reason,
            level=self.level,
            whole_street=self.whole_street,
            grids=tuple(self.grids),
            standings=tuple(Seen(one.id, one.version) for one in self.standings),
        )


class ResponseStandingOut(Shape):
    """A unit at a level, and by which decision."""

    id: UUID
    version: int
    grid_id: UUID | None
    unit: str
    level: ResponseLevel
    since: date
    until: date | None
    review_on: date | None
    closed: bool
    decision_id: UUID
    decision: str

    @classmethod
    def of(cls, row: ResponseStanding) -> "ResponseStandingOut":
        """From its row, with the unit and the decision read before."""
        return cls(
            id=row.pk,
            version=row.version,
            grid_id=row.grid_id,
            unit=(row.grid or row.street).name,
            level=ResponseLevel(row.level),
            since=row.since,
            until=row.until,
            review_on=row.review_on,
            closed=row.closed,
            decision_id=row.opened_by_id,
            decision=number_of(row.opened_by),
        )


class ResponseModuleOut(Shape):
    """A part of the console that only some levels need."""

    code: str
    shown: bool
    by_level: bool
    open: int

    @classmethod
    def of(cls, one: ModuleShown) -> "ResponseModuleOut":
        """As it is."""
        return cls(code=one.code, shown=one.shown, by_level=one.by_level, open=one.open)


class ResponseNewsOut(Shape):
    """The last decision about the reader's grids, while it is new."""

    id: UUID
    number: str
    step: ResponseStep
    level: ResponseLevel
    units: list[str]
    signed_at: datetime

    @classmethod
    def of(cls, row: ResponseDecision) -> "ResponseNewsOut":
        """From its row."""
        return cls(
            id=row.pk,
            number=number_of(row),
            step=ResponseStep(row.step),
            level=ResponseLevel(row.level),
            units=[one["name"] for one in row.content["units"]],
            signed_at=row.signed_at,
        )


class ResponseMineOut(Shape):
    """The highest level at the reader's grids, by which standings, and what the console shows by it."""

    day: date
    level: ResponseLevel
    because: list[ResponseStandingOut]
    outweighed: list[ResponseStandingOut]
    modules: list[ResponseModuleOut]
    round_days: int
    news: ResponseNewsOut | None


class ResponseGridOut(Shape):
    """The level of one grid on a day, and why."""

    grid_id: UUID
    day: date
    level: ResponseLevel
    because: list[ResponseStandingOut]
    outweighed: list[ResponseStandingOut]


class ResponseStandingsOut(Shape):
    """Standings of a day; of today also those to come."""

    day: date
    level: ResponseLevel
    standings: list[ResponseStandingOut]


class ResponsePlanLineOut(Shape):
    """Something that holds at a level, and how."""

    kind: ResponsePlanKind
    code: str
    title: str
    told: str
    source: str


class ResponseLevelOut(Shape):
    """A level with all that it turns on."""

    level: ResponseLevel
    review_days: int | None
    lines: list[ResponsePlanLineOut]

    @classmethod
    def of(cls, level: ResponseLevel, day: date, language: str) -> "ResponseLevelOut":
        """On a day, in the reader's language."""
        rule = rule_of(level, day)
        return cls(
            level=level,
            review_days=rule.review_days if rule else None,
            lines=[
                ResponsePlanLineOut(
                    kind=one.kind,
                    code=one.code,
                    title=in_language(one.title, language),
                    told=in_language(one.told, language),
                    source=one.source,
                )
                for one in plan_at(level, day)
            ],
        )


class ResponseUnitOut(Shape):
    """A unit for which the reader may decide."""

    grid_id: UUID | None
    code: str
    name: str
    kind: str
    grids: int

    @classmethod
    def of(cls, one: Unit) -> "ResponseUnitOut":
        """With how many grids lie within it."""
        return cls(
            grid_id=one.grid_id, code=one.code, name=one.name, kind=one.kind, grids=len(one.grids)
        )


class ResponseBasisOut(Shape):
    """A legal basis that holds today."""

    code: str
    title: str
    source: str
    levels: list[ResponseLevel]
    needs_document: bool

    @classmethod
    def of(cls, one: LegalBasis, language: str) -> "ResponseBasisOut":
        """In the reader's language."""
        return cls(
            code=one.code,
            title=say(f"response.basis.{one.code}", language),
            source=one.source,
            levels=[level for level in ResponseLevel if level in one.levels],
            needs_document=one.needs_document,
        )


class ResponseChoicesOut(Shape):
    """What a decision may name, and by which post the reader signs; none for whoever has no authority."""

    units: list[ResponseUnitOut]
    bases: list[ResponseBasisOut]
    post: Post | None


class ResponseChangeLineOut(Shape):
    """What comes, goes, or comes at another pace."""

    kind: ResponsePlanKind
    code: str
    title: str
    before: str | None
    after: str | None


class ResponseChangeOut(Shape):
    """How many grids come from which level to which, and what that changes."""

    before: ResponseLevel
    after: ResponseLevel
    grids: int
    lines: list[ResponseChangeLineOut]


class ResponseUnitEffectOut(Shape):
    """What becomes of a unit's own level."""

    name: str
    before: ResponseLevel
    after: ResponseLevel
    since: date
    until: date | None
    review_on: date | None


class ResponsePreviewOut(Shape):
    """What a decision would do if it were signed now."""

    units: list[ResponseUnitEffectOut]
    changes: list[ResponseChangeOut]

    @classmethod
    def of(cls, content: Mapping[str, Any], language: str) -> "ResponsePreviewOut":
        """In the reader's language."""
        return cls(
            units=[_unit(one) for one in content["units"]],
            changes=[_change(one, language) for one in content["changes"]],
        )


class ResponseDecisionRow(Shape):
    """A signed decision in the history."""

    id: UUID
    number: str
    step: ResponseStep
    level: ResponseLevel
    units: list[str]
    reason: str
    post: Post
    name: str
    signed_at: datetime

    @classmethod
    def of(cls, row: ResponseDecision) -> "ResponseDecisionRow":
        """From its row."""
        return cls(**_row(row))


class ResponseDecisionOut(ResponseDecisionRow):
    """A signed decision whole."""

    bases: list[ResponseBasisIn]
    sources: list[str]
    effects: ResponsePreviewOut
    digest: str
    intact: bool

    @classmethod
    def whole(cls, row: ResponseDecision, language: str) -> "ResponseDecisionOut":
        """From its row, in the reader's language."""
        bases = row.content["bases"]
        return cls(
            **_row(row),
            bases=[ResponseBasisIn(code=one["code"], document=one["document"]) for one in bases],
            sources=[one["source"] for one in bases],
            effects=ResponsePreviewOut.of(row.content, language),
            digest=row.digest,
            intact=is_intact(row),
        )


def _row(row: ResponseDecision) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": number_of(row),
        "step": ResponseStep(row.step),
        "level": ResponseLevel(row.level),
        "units": [one["name"] for one in row.content["units"]],
        "reason": row.content["reason"],
        "post": Post(row.post),
        "name": row.account_name,
        "signed_at": row.signed_at,
    }


def _unit(one: Mapping[str, Any]) -> ResponseUnitEffectOut:
    return ResponseUnitEffectOut(
        name=one["name"],
        before=one["before"],
        after=one["after"],
        since=one["since"],
        until=one["until"] or None,
        review_on=one["review_on"] or None,
    )


def _change(one: Mapping[str, Any], language: str) -> ResponseChangeOut:
    return ResponseChangeOut(
        before=one["before"],
        after=one["after"],
        grids=one["grids"],
        lines=[
            ResponseChangeLineOut(
                kind=line["kind"],
                code=line["code"],
                title=in_language(line["title"], language),
                before=in_language(line["before"], language) if line["before"] else None,
                after=in_language(line["after"], language) if line["after"] else None,
            )
            for line in one["lines"]
        ],
    )
