"""Shapes of kinds: how one goes, for whoever opens its orders; its text and versions, for who keeps kinds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.problems import KindFault, fault_sentence
from gridward.work.workorders.queries.kinds import kind_of
from gridward.work.workorders.rules.files import classes
from gridward.work.workorders.rules.kind_texts import LONGEST_TEXT, text_of
from gridward.work.workorders.schemas.orders import OrderFieldOut, OrderLimitOut, limits_out
from gridward.work.workorders.services.kinds import KindChecked
from gridward.work.workorders.terms import (
    Kind,
    KindOrigin,
    OrderNeed,
    Route,
    Rung,
)


class KindTextIn(Schema):
    """A kind as somebody writes it, in TOML."""

    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class KindIn(KindTextIn):
    """A kind to put in; `seen` is the number of its version that was followed, 0 of none."""

    seen: int


class KindRungOut(Shape):
    """A rung of the ladder: its posts, a body beyond the house, limits of its own."""

    posts: list[Post]
    takes_over: bool
    outside: str
    limits: list[OrderLimitOut]

    @classmethod
    def of(cls, one: Rung, language: str) -> "KindRungOut":
        """From a rung."""
        return cls(
            posts=list(one.posts),
            takes_over=one.takes_over,
            outside=one.outside.get(language, ""),
            limits=limits_out(one.limits, language),
        )


class KindRouteOut(Shape):
    """Who handles first, and the ladder above; for people of these employers, or for everybody."""

    handler: Post
    employers: list[Employer]
    ladder: list[KindRungOut]

    @classmethod
    def of(cls, one: Route, language: str) -> "KindRouteOut":
        """From a route."""
        ladder = [KindRungOut.of(rung, language) for rung in one.ladder]
        return cls(handler=one.handler, employers=sorted(one.employers), ladder=ladder)


class KindNeedOut(Shape):
    """What a move needs by this kind."""

    title: str
    needs: list[OrderNeed]


class KindPlanOut(Shape):
    """How orders of a kind go, in the caller's language."""

    code: str
    classes: list[str]
    title: str
    note: str
    source: str
    urgent: bool
    confined: bool
    at_once: bool
    opens: list[Post]
    desk: list[Post]
    verifiers: list[Post]
    watchers: list[Post]
    routes: list[KindRouteOut]
    limits: list[OrderLimitOut]
    asked: list[OrderFieldOut]
    links: dict[str, bool]
    needs: list[KindNeedOut]

    @classmethod
    def of(cls, kind: Kind, language: str) -> "KindPlanOut":
        """From a kind."""
        same = ("code", "source", "urgent", "confined", "at_once")
        return cls(
            classes=[classes()[kind.category[:2]][language], classes()[kind.category][language]],
            title=kind.title[language],
            note=kind.note[language],
            opens=_in_order(kind.opens),
            routes=[KindRouteOut.of(one, language) for one in kind.routes],
            limits=limits_out(kind.limits, language),
            asked=[OrderFieldOut.of(one, language) for one in kind.fields],
            links={one.value: must for one, must in kind.links.items()},
            needs=[
                KindNeedOut(title=say(f"word.order.move.{move}", language), needs=sorted(needs))
                for move, needs in kind.needs.items()
            ],
            desk=list(kind.desk),
            verifiers=list(kind.verifiers),
            watchers=list(kind.watchers),
            **{name: getattr(kind, name) for name in same},
        )


class KindVersionRow(Shape):
    """A version in the list: since when, by whom; `in_force` today; the program has `newer` data than it follows."""

    id: UUID
    code: str
    number: int
    title: str
    classes: list[str]
    valid_from: date
    origin: KindOrigin
    put_by: str
    put_at: datetime
    in_force: bool
    newer: bool

    @classmethod
    def all(
        cls, rows: Sequence[KindVersion], digests: Mapping[str, str], day: date, language: str
    ) -> "list[KindVersionRow]":
        """Every version, by code, the last first; what the program has is compared with the last of each."""
        begun = [one for one in reversed(rows) if one.valid_from <= day]
        now = {one.code: one.pk for one in begun}
        last = {one.code: one.pk for one in reversed(rows)}
        return [
            cls._of(
                one,
                in_force=now.get(one.code) == one.pk,
                newer=last[one.code] == one.pk and digests.get(one.code, one.digest) != one.digest,
                language=language,
            )
            for one in rows
        ]

    @classmethod
    def _of(
        cls, row: KindVersion, *, in_force: bool, newer: bool, language: str
    ) -> "KindVersionRow":
        kind = kind_of(row.pk)
        same = ("code", "number", "valid_from", "origin", "put_by", "put_at")
        return cls(
            id=row.pk,
            title=kind.title[language],
            classes=[classes()[kind.category[:2]][language], classes()[kind.category][language]],
            in_force=in_force,
            newer=newer,
            **{name: getattr(row, name) for name in same},
        )


class KindVersionOut(Shape):
    """A version whole: its text, how its orders go, the program's own text where there is one."""

    id: UUID
    number: int
    text: str
    program: str
    plan: KindPlanOut

    @classmethod
    def of(cls, row: KindVersion, texts: Mapping[str, str], language: str) -> "KindVersionOut":
        """From a version and the program's own texts by code."""
        return cls(
            id=row.pk,
            number=row.number,
            text=text_of(row.content),
            program=texts.get(row.code, ""),
            plan=KindPlanOut.of(kind_of(row.pk), language),
        )


class KindFaultOut(Shape):
    """What is wrong, and where."""

    where: str
    sentence: str

    @classmethod
    def of(cls, one: KindFault, language: str) -> "KindFaultOut":
        """From a fault."""
        return cls(where=one.where, sentence=fault_sentence(one, language))


class KindCheckedOut(Shape):
    """A text that was looked at: all that is wrong, or how its orders would go and which version it would follow."""

    faults: list[KindFaultOut]
    plan: KindPlanOut | None
    last: int
    same: bool

    @classmethod
    def of(cls, checked: KindChecked, language: str) -> "KindCheckedOut":
        """From a check; `last` is 0 of a new kind, `same` where the last version says the same already."""
        return cls(
            faults=[KindFaultOut.of(one, language) for one in checked.faults],
            plan=KindPlanOut.of(checked.kind, language) if checked.kind else None,
            last=checked.last.number if checked.last else 0,
            same=checked.same,
        )


def _in_order(posts: Collection[Post]) -> list[Post]:
    return [one for one in Post if one in posts]
