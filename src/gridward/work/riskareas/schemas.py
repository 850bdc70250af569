"""Shapes of risk areas that cross the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.riskareas.models import RiskArea, RiskNotice
from gridward.work.riskareas.queries.asking import Asked
from gridward.work.riskareas.rules.staying import category_of
from gridward.work.riskareas.terms import (
    MOST_LETTERS,
    PLACE_LETTERS,
    AreaLevel,
    Change,
    Dated,
    Met,
    Nearness,
    NoticeRead,
    RegionRead,
    RiskNoticeSaid,
    Spot,
    Stay,
)
from gridward.work.rulebooks.rules.explaining import explained
from gridward.work.rulebooks.terms import Book, PersonCategory, Rule

Short = Annotated[str, StringConstraints(max_length=80)]
Title = Annotated[str, StringConstraints(max_length=160)]
Words = Annotated[str, StringConstraints(max_length=MOST_LETTERS)]
Region = Annotated[str, StringConstraints(max_length=60)]
County = Annotated[str, StringConstraints(max_length=40)]
Detail = Annotated[str, StringConstraints(max_length=PLACE_LETTERS)]
MOST_SHOWN = 500
"""Places that a preview shows of each kind; it counts all."""


class RiskNoticeIn(Schema):
    """A notice as it was published; `whole`: it lists all areas of its levels."""

    id: UUID
    publisher: Short
    title: Title
    day: date
    text: Words
    whole: bool = True

    def said(self) -> RiskNoticeSaid:
        """As the services take it."""
        return RiskNoticeSaid(**self.model_dump())


class RiskAreaIn(Schema):
    """A place to add by hand."""

    id: UUID
    level: AreaLevel
    region: Region
    county: County = ""
    detail: Detail = ""
    since: date
    source: Title

    def spot(self) -> Spot:
        """The place."""
        return Spot(self.level, self.region, self.county, self.detail)


class RiskAreaEndIn(Schema):
    """An area's last day and why."""

    version: int
    until: date
    reason: Title


class RiskStayIn(Schema):
    """Where somebody was, in words."""

    region: Region
    county: County = ""
    detail: Detail = ""
    begins: date
    ends: date


class RiskStaysIn(Schema):
    """Stays, and the day as of which they are judged: today without one. Nothing of it is stored."""

    stays: Annotated[list[RiskStayIn], Field(min_length=1, max_length=20)]
    day: date | None = None

    def said(self) -> list[Stay]:
        """As the rules take them."""
        return [Stay(**one.model_dump()) for one in self.stays]


class RiskSpotOut(Shape):
    """A place with its level."""

    level: AreaLevel
    region: str
    county: str
    detail: str

    @classmethod
    def of(cls, spot: Spot) -> "RiskSpotOut":
        """Of a place, open or not."""
        return cls(level=spot.level, region=spot.region, county=spot.county, detail=spot.detail)


class RiskAreaOut(RiskSpotOut):
    """An area with its days, and by which notice or source it began and ended."""

    id: UUID
    version: int
    since: date
    until: date | None
    source: str
    reason: str

    @classmethod
    def row(cls, area: RiskArea) -> "RiskAreaOut":
        """Of a row with its notices."""
        return cls(
            id=area.pk,
            version=area.version,
            level=AreaLevel(area.level),
            region=area.region,
            county=area.county,
            detail=area.detail,
            since=area.since,
            until=area.until,
            source=area.opened_by.title if area.opened_by else area.source,
            reason=area.closed_by.title if area.closed_by else area.reason,
        )


class RiskNoticeRow(Shape):
    """A notice in the list."""

    id: UUID
    publisher: str
    title: str
    day: date
    whole: bool
    began: int
    ended: int
    account_name: str
    at: datetime
    new: bool


class RiskNoticeOut(RiskNoticeRow):
    """A notice with its text."""

    text: str


class RiskRegionOut(Shape):
    """A region as it was read: how many places it declares and how many were found."""

    level: AreaLevel
    region: str
    declared: int | None
    found: int
    doubtful: bool
    places: list[str]

    @classmethod
    def of(cls, read: RegionRead) -> "RiskRegionOut":
        """Places in one line each."""
        return cls(
            level=read.level,
            region=read.region,
            declared=read.declared,
            found=len(read.places),
            doubtful=read.doubtful,
            places=[
                one.detail if one.detail.startswith(one.county) else one.county + one.detail
                for one in read.places
            ],
        )


class RiskPreviewOut(Shape):
    """What a notice says and would change: at most `MOST_SHOWN` places of each kind, all of them counted."""

    regions: list[RiskRegionOut]
    doubtful: int
    begins: list[RiskSpotOut]
    ends: list[RiskSpotOut]
    began: int
    ended: int
    stays: int

    @classmethod
    def of(cls, read: NoticeRead, change: Change) -> "RiskPreviewOut":
        """Of what was read and what it changes."""
        return cls(
            regions=[RiskRegionOut.of(one) for one in read.regions],
            doubtful=sum(one.doubtful for one in read.regions),
            begins=[RiskSpotOut.of(one) for one in change.begins[:MOST_SHOWN]],
            ends=[RiskSpotOut.of(one) for one in change.ends[:MOST_SHOWN]],
            began=len(change.begins),
            ended=len(change.ends),
            stays=change.stays,
        )


class RiskMetOut(Shape):
    """A stay that an area concerns, and how."""

    stay: int
    area: RiskSpotOut
    since: date
    until: date | None
    nearness: Nearness
    nearness_words: str
    category: PersonCategory | None
    first: date
    last: date

    @classmethod
    def of(cls, met: Met, stays: list[Stay], language: str) -> "RiskMetOut":
        """With the place of the stay among those asked for."""
        area: Dated = met.area
        return cls(
            stay=stays.index(met.stay),
            area=RiskSpotOut.of(area),
            since=area.since,
            until=area.until,
            nearness=met.nearness,
            nearness_words=say(f"word.riskareas.nearness.{met.nearness}", language),
            category=category_of(met),
            first=met.first,
            last=met.last,
        )


class RiskProposalOut(Shape):
    """A category that stays propose, with its rule in words."""

    category: PersonCategory
    category_words: str
    sentences: list[str]

    @classmethod
    def of(cls, rule: Rule, books: Sequence[Book], language: str) -> "RiskProposalOut":
        """Of the rule of a category on the day."""
        return cls(
            category=rule.category,
            category_words=say(f"word.rulebooks.category.{rule.category}", language),
            sentences=explained(rule, books, language),
        )


class RiskAskedOut(Shape):
    """What stays propose: the evidence and the categories. It is a proposal; a person decides."""

    met: list[RiskMetOut]
    proposals: list[RiskProposalOut]

    @classmethod
    def of(cls, asked: Asked, stays: list[Stay], language: str) -> "RiskAskedOut":
        """The nearest first; what lies no nearer than in the same region is left out."""
        near = [one for one in asked.met if one.nearness is not Nearness.REGION]
        return cls(
            met=[RiskMetOut.of(one, stays, language) for one in near[:MOST_SHOWN]],
            proposals=[RiskProposalOut.of(one, asked.books, language) for one in asked.rules],
        )


def notice_row(notice: RiskNotice, *, new: bool = False) -> RiskNoticeRow:
    """A row of the list; `new`: its reader has not read it."""
    return RiskNoticeRow(**_notice(notice), new=new)


def notice_whole(notice: RiskNotice) -> RiskNoticeOut:
    """A notice with its text, for whoever reads it now."""
    return RiskNoticeOut(**_notice(notice), new=False, text=notice.text)


def _notice(notice: RiskNotice) -> dict[str, Any]:
    names = ("publisher", "title", "day", "whole", "began", "ended", "account_name", "at")
    return {"id": notice.pk, **{name: getattr(notice, name) for name in names}}
