"""Findings and hand-overs in the words that people read."""

from collections.abc import Iterable, Mapping
from typing import Any

from gridward.ground.staff.terms.filling import Finding
from gridward.kernel.texts import say


def told_finding(one: Finding, language: str) -> str:
    """What is amiss, in one sentence."""
    return say(f"finding.{one.rule.value}", language, **_words(one, language))


def told_advice(one: Finding, language: str) -> str:
    """What to do about it."""
    return say(f"advice.{one.rule.value}", language, **_words(one, language))


def told_source(source: str, language: str) -> str:
    """Where a rule comes from; "local" is said in words."""
    return say("word.staff.source.local", language) if source == "local" else source


def told_matter(matter: Mapping[str, Any], language: str) -> str:
    """An open matter of a hand-over; a value `word.…` is looked up in the reader's language."""
    values = {
        name: say(value, language) if value.startswith("word.") else value
        for name, value in matter["values"].items()
    }
    return say(matter["text"], language, **values)


def told_post(post: str, language: str) -> str:
    """The name of a post."""
    return say(f"word.staff.post.{post}", language)


def joined(words: Iterable[str], language: str) -> str:
    """Words one after the other as the language sets them."""
    return (", " if language == "en" else "、").join(words)


def _words(one: Finding, language: str) -> dict[str, object]:
    return {
        "post": joined((told_post(post.value, language) for post in one.posts), language),
        "unit": joined((unit.name for unit in one.units), language),
        "people": joined((person.name for person in one.people), language),
        "count": one.missing,
        "day": one.since,
        "reason": say(f"word.staff.clash.{one.clash}", language) if one.clash else "",
        "deputy": _deputy(one, language),
    }


def _deputy(one: Finding, language: str) -> str:
    """For a vacancy: who stands in, as a clause of its own."""
    if not one.people:
        return ""
    names = joined((person.name for person in one.people), language)
    return say("word.staff.stands_in", language, people=names)
