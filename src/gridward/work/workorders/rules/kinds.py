"""A kind read from its data, strictly: all that is unknown, missing or contradictory is told, and refused."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gridward.ground.staff.terms import Employer, Post
from gridward.work.workorders.problems import KindFault, OrderKindBroken
from gridward.work.workorders.rules.files import classes
from gridward.work.workorders.rules.machine import BY_OTHERS, TABLE
from gridward.work.workorders.rules.tables import JOINED, Table
from gridward.work.workorders.terms import (
    Kind,
    Limit,
    OrderClock,
    OrderField,
    OrderFieldKind,
    OrderLink,
    OrderMove,
    OrderNeed,
    OrderOption,
    Pace,
    Route,
    Rung,
)

Content = Mapping[str, Any]
ALWAYS = frozenset(OrderClock) - {OrderClock.ON_SCENE}
"""Clocks that every kind has: an order that nobody's clock runs for would lie for ever."""
LEAST_OPTIONS, CLASS_DIGITS = 2, 4
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
_WORDS = frozenset(
    {
        *("code", "category", "since", "source", "title", "note", "opens", "desk", "verifiers"),
        *("routes", "limits", "fields", "links", "needs", "watchers"),
        *("at_once", "urgent", "confined"),
    }
)


def kind_from(content: Content) -> Kind:
    """The kind that some data describe; raises OrderKindBroken with all that is wrong."""
    kind, faults = read_kind(content)
    if faults:
        raise OrderKindBroken(kind=str(content.get("code", "")), faults=faults)
    return kind


def read_kind(content: Content) -> tuple[Kind, list[KindFault]]:
    """The kind that some data describe, to be believed where nothing is wrong with them, and all that is."""
    table = Table(content, "", [])
    kind = _kind(table)
    if not table.faults:
        table.faults.extend(fault for check in _CHECKS for fault in check(kind))
    return kind, table.faults


def digest_of(content: Content) -> str:
    """SHA-256 over the data in one form, whatever the order of their names."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _kind(table: Table) -> Kind:
    table.only(_WORDS)
    table.day("since")
    return Kind(
        code=_code(table),
        category=_category(table),
        title=table.texts("title"),
        note=table.texts("note"),
        source=table.text("source"),
        opens=frozenset(table.words("opens", Post)),
        desk=table.words("desk", Post),
        verifiers=table.words("verifiers", Post),
        routes=tuple(_route(one) for one in table.tables("routes", must=True)),
        limits=_limits(table),
        fields=tuple(_field(one) for one in table.tables("fields")),
        links={
            link: table.table("links").flag(name)
            for link, name in table.keyed("links", OrderLink).items()
        },
        needs={
            move: frozenset(table.table("needs").words(name, OrderNeed))
            for move, name in table.keyed("needs", OrderMove).items()
        },
        watchers=table.words("watchers", Post, must=False),
        at_once=table.flag("at_once"),
        urgent=table.flag("urgent"),
        confined=table.flag("confined"),
    )


def _code(table: Table) -> str:
    code = table.text("code")
    if code and not _CODE.fullmatch(code):
        table.fault("code", "not_code")
    return code


def _category(table: Table) -> str:
    category = table.text("category")
    known = [code for code in classes() if len(code) == CLASS_DIGITS]
    if category and category not in known:
        table.fault("category", "no_such", given=category, known=JOINED.join(known))
    return category


def _route(table: Table) -> Route:
    table.only({"code", "handler", "ladder", "employers"})
    return Route(
        code=table.text("code", must=False),
        handler=table.word("handler", Post),
        ladder=tuple(_rung(one) for one in table.tables("ladder", must=True)),
        employers=frozenset(table.words("employers", Employer, must=False)),
    )


def _rung(table: Table) -> Rung:
    table.only({"posts", "takes_over", "outside", "limits"})
    return Rung(
        posts=table.words("posts", Post),
        takes_over=table.flag("takes_over"),
        outside=table.texts("outside") if "outside" in table.given else {},
        limits=_limits(table),
    )


def _field(table: Table) -> OrderField:
    table.only({"code", "text", "answer", "required", "options"})
    return OrderField(
        code=table.text("code"),
        text=table.texts("text"),
        answer=table.word("answer", OrderFieldKind),
        required=table.flag("required"),
        options=tuple(_option(one) for one in table.tables("options")),
    )


def _option(table: Table) -> OrderOption:
    table.only({"code", "text"})
    return OrderOption(table.text("code"), table.texts("text"))


def _limits(table: Table) -> Mapping[OrderClock, Limit]:
    found = table.keyed("limits", OrderClock)
    return {clock: _limit(table.table("limits").table(name)) for clock, name in found.items()}


def _limit(table: Table) -> Limit:
    table.only({"minutes", "pace", "source"})
    return Limit(table.count("minutes"), table.word("pace", Pace), table.text("source"))


def _clocks(kind: Kind) -> Iterator[KindFault]:
    for clock in OrderClock:
        if clock in ALWAYS and clock not in kind.limits:
            yield KindFault("clock_missing", f"limits.{clock}")


def _routes(kind: Kind) -> Iterator[KindFault]:
    *special, last = kind.routes
    yield from _twice("routes", [one.code for one in kind.routes])
    if last.employers:
        yield KindFault("last_route", f"routes[{len(kind.routes)}]")
    for place, one in enumerate(special, 1):
        if not one.employers:
            yield KindFault("route_for_nobody", f"routes[{place}].employers")
    if special and not kind.links.get(OrderLink.MEMBER, False):
        yield KindFault("route_without_member", "links.member")


def _options(kind: Kind) -> Iterator[KindFault]:
    for place, one in enumerate(kind.fields, 1):
        where = f"fields[{place}].options"
        if one.answer is not OrderFieldKind.CHOICE and one.options:
            yield KindFault("options_of_no_choice", where)
        if one.answer is OrderFieldKind.CHOICE and len(one.options) < LEAST_OPTIONS:
            yield KindFault("choice_without_options", where)
        yield from _twice(where, [option.code for option in one.options])


def _fields(kind: Kind) -> Iterator[KindFault]:
    yield from _twice("fields", [one.code for one in kind.fields])


def _needs(kind: Kind) -> Iterator[KindFault]:
    made = {move for moves in TABLE.values() for move in moves} - BY_OTHERS
    for move in kind.needs:
        if move not in made:
            yield KindFault("need_of_no_move", f"needs.{move}")


def _watchers(kind: Kind) -> Iterator[KindFault]:
    if kind.watchers and not kind.confined:
        yield KindFault("watchers_of_all", "watchers")


def _twice(where: str, codes: list[str]) -> Iterator[KindFault]:
    for code in dict.fromkeys(one for one in codes if codes.count(one) > 1):
        yield KindFault("twice", where, {"given": code})


_CHECKS: tuple[Callable[[Kind], Iterator[KindFault]], ...] = (
    *(_clocks, _routes, _options, _fields, _needs, _watchers),
)
"""What holds between the words of a kind."""
