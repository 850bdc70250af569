"""Shapes of the comparison of own and seconded staff: groups alone, never a person."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field

from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.oversight.duties.queries.alike import Alike, PostAlike
from gridward.oversight.duties.terms import AlikeFigure, AlikeGap, AlikeSide, AlikeSplit, Rhythm

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]


class AlikeDutyOut(Shape):
    """A duty of a post, asked of everybody who holds it."""

    id: str
    title: str
    source: str
    rhythm: Rhythm


class AlikeFigureOut(Shape):
    """One figure of both sides; `together` alone where a group is too small, nothing where both are."""

    figure: AlikeFigure
    title: str
    own: str | None
    seconded: str | None
    together: str | None

    @classmethod
    def of(cls, one: PostAlike, figure: AlikeFigure, language: str) -> Self:
        """As far as the size of the groups lets it be shown."""
        apart = one.split is AlikeSplit.APART
        return cls(
            figure=figure,
            title=say(f"alike.figure.{figure}", language),
            own=_amount(figure, one.own.counts[figure], language) if apart else None,
            seconded=_amount(figure, one.seconded.counts[figure], language) if apart else None,
            together=None
            if one.split is AlikeSplit.HIDDEN
            else _amount(figure, one.together(figure), language),
        )


class AlikePostOut(Shape):
    """One post: how many hold it on either side, its duties, figures, and what there is to say."""

    post: Post
    own: int
    seconded: int
    split: AlikeSplit
    duties: list[AlikeDutyOut]
    figures: list[AlikeFigureOut]
    sentences: list[str]

    @classmethod
    def of(cls, one: PostAlike, least: int, language: str) -> Self:
        """In the reader's language."""
        return cls(
            post=one.post,
            own=one.own.people,
            seconded=one.seconded.people,
            split=one.split,
            duties=[
                AlikeDutyOut(
                    id=duty.id,
                    title=say(f"duty.{duty.id}", language),
                    source=duty.source,
                    rhythm=duty.rhythm,
                )
                for duty in one.duties
            ],
            figures=[AlikeFigureOut.of(one, figure, language) for figure in one.figures],
            sentences=list(_sentences(one, least, language)),
        )


class AlikeOut(Shape):
    """The comparison on a day; counted are the days from `first` on."""

    day: date
    first: date
    least: int
    less_percent: int
    own_employers: list[Employer]
    posts: list[AlikePostOut]

    @classmethod
    def of(cls, found: Alike, language: str) -> Self:
        """In the reader's language."""
        rules = found.rules
        return cls(
            day=found.day,
            first=found.first,
            least=rules.group_least,
            less_percent=rules.less_percent,
            own_employers=sorted(rules.own),
            posts=[AlikePostOut.of(one, rules.group_least, language) for one in found.posts],
        )


def _sentences(one: PostAlike, least: int, language: str) -> Iterator[str]:
    """What is asked of both, then each difference, or that there is none, or why counts are not split."""
    yield say("alike.same_duties", language, count=len(one.duties))
    if not one.has_both:
        there = AlikeSide.OWN if one.own.people else AlikeSide.SECONDED
        yield say("alike.one_side", language, side=say(f"alike.side.{there}", language))
    elif one.split is not AlikeSplit.APART:
        yield say("alike.too_few", language, least=least)
    elif not one.gaps:
        yield say("alike.no_gap", language)
    for gap in one.gaps:
        yield _told(gap, one, language)


def _told(gap: AlikeGap, one: PostAlike, language: str) -> str:
    other = AlikeSide.OWN if gap.side is AlikeSide.SECONDED else AlikeSide.SECONDED
    people = {AlikeSide.OWN: one.own.people, AlikeSide.SECONDED: one.seconded.people}
    return say(
        "alike.gap_less" if gap.less else "alike.gap_none",
        language,
        side=say(f"alike.side.{gap.side}", language),
        people=people[gap.side],
        other=say(f"alike.side.{other}", language),
        others=people[other],
        figure=say(f"alike.figure.{gap.figure}", language),
        less=_amount(gap.figure, gap.less, language),
        more=_amount(gap.figure, gap.more, language),
    )


def _amount(figure: AlikeFigure, count: int, language: str) -> str:
    """With its measure word; minutes as hours with one digit."""
    hours = figure is AlikeFigure.SERVICE_MINUTES
    number = f"{count / 60:.1f}".removesuffix(".0") if hours else str(count)
    return say(f"alike.amount.{figure}", language, number=number)
