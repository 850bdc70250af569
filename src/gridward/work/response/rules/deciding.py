"""What a decision may say: its level, its times, its basis, who signs it."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gridward.ground.staff.terms import Post
from gridward.work.response.problems import (
    ResponseBackDated,
    ResponseBasisUnfit,
    ResponseDocumentMissing,
    ResponseLevelUnfit,
    ResponseReasonMissing,
    ResponseShortened,
    ResponseTimesUnfit,
    ResponseTooLong,
)
from gridward.work.response.terms import (
    BasisSaid,
    LegalBasis,
    LevelRule,
    ResponseLevel,
    Times,
)

SHORTEST_TEXT = 2


def check_reason(reason: str) -> str:
    """The words without blanks around them; raises ResponseReasonMissing."""
    if len(reason.strip()) < SHORTEST_TEXT:
        raise ResponseReasonMissing
    return reason.strip()


def check_first_day(since: date | None, today: date) -> date:
    """The day a decision begins, or of an end the last day; raises ResponseBackDated, ResponseTimesUnfit."""
    if since is None:
        raise ResponseTimesUnfit
    if since < today:
        raise ResponseBackDated(day=since.isoformat())
    return since


def check_end(times: Times, since: date, rule: LevelRule) -> None:
    """Either a last day or a day of review, and soon enough; raises ResponseTimesUnfit, ResponseTooLong.

    The latest day counts from `since`: of what is prolonged from today.
    """
    end = times.until or times.review_on
    if end is None or (times.until and times.review_on) or end < since:
        raise ResponseTimesUnfit
    if end > since + timedelta(days=rule.review_days):
        raise ResponseTooLong(days=rule.review_days)


def check_prolonged(times: Times, until: date | None, review_on: date | None) -> None:
    """Raises ResponseShortened unless it reaches further than the last day or the day of review before."""
    new, old = times.until or times.review_on, until or review_on
    if new is not None and old is not None and new <= old:
        raise ResponseShortened(day=old.isoformat())


def check_level(
    level: ResponseLevel | None, before: Collection[ResponseLevel] = ()
) -> ResponseLevel:
    """A level that is declared, or changed to; raises ResponseLevelUnfit."""
    if level is None or level is ResponseLevel.ORDINARY or level in before:
        raise ResponseLevelUnfit
    return level


def check_bases(
    said: Sequence[BasisSaid], known: Sequence[LegalBasis], levels: Collection[ResponseLevel]
) -> list[tuple[LegalBasis, str]]:
    """Each basis with the number of its paper; raises ResponseBasisUnfit, ResponseDocumentMissing."""
    by_code = {one.code: one for one in known if set(levels) <= one.levels}
    if not said or any(one.code not in by_code for one in said):
        raise ResponseBasisUnfit
    for one in said:
        if by_code[one.code].needs_document and len(one.document.strip()) < SHORTEST_TEXT:
            raise ResponseDocumentMissing(basis=by_code[one.code].source)
    unique = {one.code: one.document.strip() for one in said}
    return [(by_code[code], document) for code, document in unique.items()]


def signs_by(authority: Sequence[Post], mine: Collection[Post]) -> Post | None:
    """By which post somebody signs; None for whoever has no authority."""
    return next((post for post in authority if post in mine), None)


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over one canonical text of the content, as hexadecimal digits."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
