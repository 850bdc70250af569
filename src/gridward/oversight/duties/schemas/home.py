"""Shapes of duties on the wire."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.oversight.duties.queries.home import DutyToday, PostToday
from gridward.oversight.duties.terms import DutyItem, DutyState, Rhythm
from gridward.work.response.terms import ResponseLevel


class DutyItemOut(Shape):
    """One thing of a duty in a sentence, with the path of the page that does it."""

    state: DutyState
    sentence: str
    link: str
    count: int
    until: date | None
    days: list[date]

    @classmethod
    def of(cls, one: DutyItem, language: str) -> Self:
        """In the reader's language."""
        values = {name: told(value, language) for name, value in one.values.items()}
        return cls(
            state=one.state,
            sentence=say(f"duty_item.{one.text}", language, count=one.count, **values),
            link=one.link,
            count=one.count,
            until=one.until,
            days=list(one.days),
        )


class DutyOut(Shape):
    """A duty of a post, the clause it follows from, and what is due, late and done of it.

    `off_level`: the response level does not ask for it; what is open of it stays in sight.
    """

    id: str
    title: str
    clause: str
    source: str
    rhythm: Rhythm
    off_level: bool
    items: list[DutyItemOut]

    @classmethod
    def of(cls, one: DutyToday, language: str) -> Self:
        """In the reader's language."""
        duty = one.duty
        return cls(
            id=duty.id,
            title=say(f"duty.{duty.id}", language),
            clause=duty.clause,
            source=duty.source,
            rhythm=duty.rhythm,
            off_level=one.off_level,
            items=[DutyItemOut.of(item, language) for item in one.items],
        )


class PostDutiesOut(Shape):
    """A post that the reader holds today, with its duties in their order."""

    post: Post
    acting: bool
    unit_name: str
    grid_id: UUID | None
    level: ResponseLevel
    duties: list[DutyOut]

    @classmethod
    def of(cls, one: PostToday, language: str) -> Self:
        """In the reader's language."""
        row = one.held.appointment
        return cls(
            post=one.held.post,
            acting=row.acting,
            unit_name=(row.grid or row.street).name,
            grid_id=row.grid_id,
            level=one.level,
            duties=[DutyOut.of(duty, language) for duty in one.duties],
        )


class HomeOut(Shape):
    """What the reader has to do on a day, post by post; no posts, no duties."""

    day: date
    as_of: datetime
    posts: list[PostDutiesOut]


def told(value: object, language: str) -> object:
    """A value as people say it: a day of the year, a word of the catalogues by its key, else as it is."""
    if isinstance(value, date):
        return value.isoformat() if language == "en" else f"{value.month}月{value.day}日"
    if isinstance(value, str) and value.startswith("word."):
        return say(value, language)
    return value
