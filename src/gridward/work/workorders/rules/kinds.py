"""A kind read from its data, strictly: what is unknown, missing or contradictory is refused."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from gridward.ground.staff.terms import Employer, Post
from gridward.work.workorders.problems import OrderKindBroken
from gridward.work.workorders.rules.files import classes
from gridward.work.workorders.rules.machine import BY_OTHERS, TABLE
from gridward.work.workorders.terms import (
    LANGUAGES,
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
    Texts,
)

W = TypeVar("W", bound=StrEnum)
Content = Mapping[str, Any]
ALWAYS = frozenset(OrderClock) - {OrderClock.ON_SCENE}
"""Clocks that every kind has: an order that nobody's clock runs for would lie for ever."""
_WORDS = frozenset(
    {
        *("code", "category", "since", "source", "title", "note", "opens", "desk", "verifiers"),
        *(
            "routes",
            "limits",
            "fields",
            "links",
            "needs",
            "watchers",
            "at_once",
            "urgent",
            "confined",
        ),
    }
)


def kind_from(content: Content) -> Kind:
    """The kind that some data describe; raises OrderKindBroken with what is wrong where."""
    code = str(content.get("code", ""))
    try:
        made = _kind(content)
        _check(made)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise OrderKindBroken(kind=code, what=str(error)) from None
    return made


def digest_of(content: Content) -> str:
    """SHA-256 over the data in one form, whatever the order of their names."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _kind(content: Content) -> Kind:
    _only(content, _WORDS)
    return Kind(
        code=_said(content["code"]),
        category=_said(content["category"]),
        title=_texts(content["title"]),
        note=_texts(content["note"]),
        source=_said(content["source"]),
        opens=frozenset(_words(Post, content["opens"])),
        desk=_words(Post, content["desk"]),
        verifiers=_words(Post, content["verifiers"]),
        routes=tuple(_route(one) for one in content["routes"]),
        limits=_limits(content["limits"]),
        fields=tuple(_field(one) for one in content.get("fields", ())),
        links={OrderLink(name): bool(must) for name, must in content.get("links", {}).items()},
        needs={
            OrderMove(move): frozenset(_words(OrderNeed, needs))
            for move, needs in content.get("needs", {}).items()
        },
        watchers=_words(Post, content.get("watchers", ())),
        at_once=bool(content.get("at_once")),
        urgent=bool(content.get("urgent")),
        confined=bool(content.get("confined")),
    )


def _route(content: Content) -> Route:
    _only(content, {"code", "handler", "ladder", "employers"})
    return Route(
        code=str(content.get("code", "")),
        handler=Post(content["handler"]),
        ladder=tuple(_rung(one) for one in content["ladder"]),
        employers=frozenset(_words(Employer, content.get("employers", ()))),
    )


def _rung(content: Content) -> Rung:
    _only(content, {"posts", "takes_over", "outside", "limits"})
    return Rung(
        posts=_words(Post, content["posts"]),
        takes_over=bool(content.get("takes_over")),
        outside=_texts(content["outside"]) if "outside" in content else {},
        limits=_limits(content.get("limits", {})),
    )


def _field(content: Content) -> OrderField:
    _only(content, {"code", "text", "answer", "required", "options"})
    return OrderField(
        code=_said(content["code"]),
        text=_texts(content["text"]),
        answer=OrderFieldKind(content["answer"]),
        required=bool(content.get("required")),
        options=tuple(
            OrderOption(_said(one["code"]), _texts(one["text"]))
            for one in content.get("options", ())
        ),
    )


def _limits(content: Content) -> Mapping[OrderClock, Limit]:
    return {OrderClock(clock): _limit(one) for clock, one in content.items()}


def _limit(content: Content) -> Limit:
    _only(content, {"minutes", "pace", "source"})
    minutes = int(content["minutes"])
    if minutes < 1:
        raise ValueError("a limit has one minute or more")
    return Limit(minutes, Pace(content["pace"]), _said(content["source"]))


def _words(words: type[W], given: Collection[str]) -> tuple[W, ...]:
    if isinstance(given, str):
        raise TypeError(f"a list is wanted, not {given!r}")
    return tuple(words(one) for one in given)


def _texts(given: Texts) -> Texts:
    if set(given) != set(LANGUAGES) or not all(_said(one) for one in given.values()):
        raise ValueError(f"a text stands in {' and '.join(LANGUAGES)}: {given}")
    return dict(given)


def _said(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"a text is missing: {text!r}")
    return text


def _only(content: Content, known: Collection[str]) -> None:
    unknown = set(content) - set(known)
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")


def _check(kind: Kind) -> None:
    """What holds between the words of a kind."""
    for holds, what in _CHECKS:
        if not holds(kind):
            raise ValueError(what)


_CHECKS: tuple[tuple[Callable[[Kind], bool], str], ...] = (
    (lambda kind: kind.category in classes() and len(kind.category) == 4, "no such class"),
    (lambda kind: bool(kind.opens and kind.desk and kind.verifiers), "posts are missing"),
    (lambda kind: set(kind.limits) >= ALWAYS, "a clock is missing"),
    (lambda kind: _routes_fit(kind), "routes: codes differ, the last one is for everybody"),
    (lambda kind: all(route.ladder for route in kind.routes), "a ladder has a rung"),
    (
        lambda kind: all(rung.posts for route in kind.routes for rung in route.ladder),
        "a rung has a post",
    ),
    (lambda kind: _options_fit(kind), "options belong to a choice, two or more of different codes"),
    (lambda kind: set(kind.needs) <= _moves(), "needs of a move that nobody makes"),
    (lambda kind: _codes_differ([one.code for one in kind.fields]), "two fields have one code"),
    (lambda kind: kind.confined or not kind.watchers, "watchers belong to a confined kind"),
)


def _moves() -> set[OrderMove]:
    return {move for moves in TABLE.values() for move in moves} - BY_OTHERS


def _codes_differ(codes: list[str]) -> bool:
    return len(set(codes)) == len(codes)


def _routes_fit(kind: Kind) -> bool:
    if not kind.routes or not _codes_differ([one.code for one in kind.routes]):
        return False
    *special, last = kind.routes
    by_member = all(one.employers for one in special) and not last.employers
    return by_member and (not special or kind.links.get(OrderLink.MEMBER, False))


def _options_fit(kind: Kind) -> bool:
    for one in kind.fields:
        choice = one.answer is OrderFieldKind.CHOICE
        if choice != bool(one.options) or len(one.options) == 1:
            return False
        if not _codes_differ([option.code for option in one.options]):
            return False
    return True
