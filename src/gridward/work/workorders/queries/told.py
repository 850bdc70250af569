"""Moves as they are stored, told again: for a replay, and as sentences in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.texts import say
from gridward.work.workorders.models import Move, Order
from gridward.work.workorders.rules.machine import replay
from gridward.work.workorders.terms import Done, Facts, OrderClock, OrderMove

_INSTANTS, _IDS = ("at", "until"), ("by", "handler", "other")
EMPTY = "–"


def stored(done: Done) -> dict[str, Any]:
    """A move as plain JSON; what is empty is left out."""
    plain = {one.name: getattr(done, one.name) for one in fields(done)}
    made = {
        name: value.isoformat() if isinstance(value, datetime) else str(value)
        for name, value in plain.items()
        if value not in (None, "") and name not in ("dues", "rung", "rating")
    }
    numbers = {name: plain[name] for name in ("rung", "rating") if plain[name] is not None}
    dues = {clock_.value: at.isoformat() for clock_, at in done.dues.items()}
    return {**made, **numbers, **({"dues": dues} if dues else {})}


def done_of(content: Mapping[str, Any]) -> Done:
    """The move that was stored."""
    plain = dict(content)
    for name in _INSTANTS:
        if name in plain:
            plain[name] = datetime.fromisoformat(plain[name])
    for name in _IDS:
        if name in plain:
            plain[name] = UUID(plain[name])
    plain["move"] = OrderMove(plain["move"])
    if "post" in plain:
        plain["post"] = Post(plain["post"])
    dues = plain.get("dues", {})
    plain["dues"] = {OrderClock(name): datetime.fromisoformat(at) for name, at in dues.items()}
    return Done(**plain)


def replayed(order: Order) -> Facts:
    """What an order is by its moves alone: equal to the row unless somebody reached into the database."""
    rows = order.moves.order_by("serial").values_list("done", flat=True)
    return replay(done_of(one) for one in rows)


def timeline(order: Order) -> list[Move]:
    """The moves of an order, the first first."""
    return list(order.moves.order_by("serial"))


def sentence(move: Move, language: str) -> str:
    """What was done, by whom, as people read it; the text that was said stands beside it."""
    told = {**_named(move, language), **_instants(move)}
    return say(f"order.told.{which(move)}", language, **told)


def which(move: Move) -> str:
    """Which sentence: some moves have one of their own for what came with them."""
    if move.move == OrderMove.ESCALATE:
        return "escalate_over" if "post" in move.done else "escalate"
    if move.move == OrderMove.RAISE:
        return "raise_over" if "post" in move.done else "raise"
    if move.move == OrderMove.OPEN:
        return "open_at_once" if "post" in move.done else "open"
    return str(move.move)


def _named(move: Move, language: str) -> dict[str, str]:
    told = move.told
    posts = [say(f"word.staff.post.{one}", language) for one in told.get("posts", ())]
    post = move.done.get("post")
    outside = told.get("outside", {}).get(language, "")
    return {
        "who": move.account_name,
        "whom": _whom(post, told.get("to", ""), language),
        "posts": _joined([*posts, *([outside] if outside else [])], language),
        "clock": say(f"word.order.clock.{told['clock']}", language) if "clock" in told else EMPTY,
        "number": str(told.get("number", EMPTY)),
        "rating": str(move.done.get("rating", EMPTY)),
        "grid": told.get("grid", EMPTY),
    }


def _whom(post: str | None, name: str, language: str) -> str:
    """A post with the name of its holder, where one is known."""
    title = say(f"word.staff.post.{post}", language) if post else ""
    return " ".join(filter(None, (title, name))) or EMPTY


def _joined(words: Iterable[str], language: str) -> str:
    return ("、" if language == "zh-Hans" else ", ").join(words) or EMPTY


def _instants(move: Move) -> dict[str, str]:
    until = move.done.get("until")
    if not until:
        return {"until": EMPTY}
    local = datetime.fromisoformat(until).astimezone(clock.LOCAL)
    return {"until": f"{local:%Y-%m-%d %H:%M}"}
