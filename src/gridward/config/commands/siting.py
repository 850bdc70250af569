"""`gridward plan siting`: a question in a file to a plan in a file, with sentences in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from gridward.config.running import language
from gridward.kernel.problems import Problem
from gridward.kernel.sheets.plain import decode
from gridward.kernel.sheets.problems import UnknownEncoding, WrongType
from gridward.kernel.texts import LANGUAGES, say
from gridward.planning.siting import Finding, Refused, read_changes, read_question
from gridward.planning.siting.answering import (
    Said,
    answer,
    difference,
    said,
    said_difference,
)
from gridward.planning.siting.planning import Plan, compare, make_plan, what_if
from gridward.work.siting.problems import SitingRefused, finding_sentence


class PlanFileUnreadable(Problem):
    """The file is no JSON; details: file, reason."""

    code = "plan_file_unreadable"


class PlanFileNotThere(Problem):
    """There is no such file, or it may not be read; details: file."""

    code = "plan_file_not_there"


class PlanFileUnwritable(Problem):
    """The plan cannot be written where it was asked for."""

    code = "plan_file_unwritable"


def plan_file(source: Path, target: Path) -> dict[str, Any]:
    """Plan the question in `source`, write the plan to `target`; answers its figures and sentences.

    Raises PlanFileNotThere, PlanFileUnreadable, SitingRefused and PlanFileUnwritable.
    """
    found = plan_document(_read(source))
    try:
        target.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise PlanFileUnwritable(file=str(target), reason=error.strerror) from error
    return {
        "file": str(target),
        "enclosed": found["enclosed"],
        "figures": found["figures"],
        "sentences": found["sentences"][language()],
        "findings": [one["sentence"][language()] for one in found["findings"]],
    }


def plan_document(given: object) -> dict[str, Any]:
    """The plan of a decoded document, and what becomes of it under each of its changes; raises SitingRefused."""
    try:
        plan = make_plan(read_question(given))
        changes = read_changes(given) if isinstance(given, dict) else []
        tried = [_tried(plan, name, what_if(plan, one)) for name, one in changes]
    except Refused as refused:
        raise SitingRefused(refused.finding) from refused
    return {
        **answer(plan),
        "sentences": _sentences(said(plan)),
        "findings": [_told(one) for one in plan.findings],
        "what_if": tried,
    }


def _read(source: Path) -> object:
    try:
        return orjson.loads(decode(source.read_bytes()))
    except OSError as error:
        raise PlanFileNotThere(file=source) from error
    except (orjson.JSONDecodeError, UnknownEncoding, WrongType) as error:
        raise PlanFileUnreadable(file=source.name, reason=error) from error


def _tried(before: Plan, name: str, after: Plan) -> dict[str, Any]:
    found = {"name": name, **answer(after), "sentences": _sentences(said(after))}
    if before.enclosure is None or after.enclosure is None:
        return found
    change = compare(before, after)
    told = _sentences(said_difference(change))
    return {**found, "difference": {**difference(change), "sentences": told}}


def _told(finding: Finding) -> Mapping[str, Any]:
    return {
        "code": finding.code,
        "part": finding.part,
        "feature": finding.key,
        "field": finding.name,
        "sentence": {one: finding_sentence(finding, one) for one in LANGUAGES},
    }


def _sentences(told: Iterable[Said]) -> dict[str, list[str]]:
    known = list(told)
    return {language: list(_in(language, known)) for language in LANGUAGES}


def _in(language: str, told: Iterable[Said]) -> Iterator[str]:
    for one in told:
        yield say(f"word.siting.said.{one.key}", language, **one.values)
