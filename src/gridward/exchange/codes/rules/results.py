"""What the words of issuers come to: one result for each kind, or `unclear`, and then a person looks.

A record is of several issuers, which may differ: provinces and cities have coloured one person differently. What
differs is never averaged. Only vaccination is otherwise: nobody loses a dose because another place does not know of it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from gridward.exchange.codes.terms import CodeDoubt, CountsFrom, Finding, HealthRecord, Told
from gridward.kernel.dated import begun, entries_of
from gridward.work.checkpoints.terms import CodeKind, CodeResult

_FILE = Path(__file__).parents[1] / "dated" / "words.toml"
_MOST_DOSES = (CodeResult.DONE, CodeResult.PARTLY, CodeResult.NONE)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
Words = Mapping[tuple[CodeKind, str], CodeResult]


@cache
def words_on(day: date) -> Words:
    """What each word of a kind means on a day, by the dated data of the program."""
    entry = begun(entries_of(_FILE)["words"], day)[-1]
    return {
        (kind, _plain(word)): CodeResult(result)
        for kind in CodeKind
        for result, words in entry[kind].items()
        for word in words
    }


def told(kind: CodeKind, record: HealthRecord, words: Words, counts_from: CountsFrom) -> Told:
    """The result of a kind; of each issuer the latest finding that says anything counts."""
    said = [one for one in record.findings if one.kind is kind]
    if not said:
        return Told(CodeResult.UNCLEAR, doubt=CodeDoubt.NOT_TOLD, drill=record.drill)
    latest = [
        _latest([one for one in said if one.issuer == issuer], words, counts_from)
        for issuer in {one.issuer for one in said}
    ]
    result, doubt = _agreed(kind, [result for result, _ in latest])
    times = [at for one, at in latest if one is result and at and not doubt]
    return Told(result, max(times, default=None), doubt, record.drill)


def _latest(
    said: Sequence[Finding], words: Words, counts_from: CountsFrom
) -> tuple[CodeResult, datetime | None]:
    """A finding that waits for its result, or came to nothing, does not undo one that has a result."""
    read = [(_result(one, words), _time(one, counts_from)) for one in said]
    over = [one for one in read if one[0] not in (CodeResult.PENDING, CodeResult.UNCLEAR)]
    ordered = sorted(over or read, key=lambda one: one[1] or _LONG_AGO)
    result, at = ordered[-1]
    same_time = {one for one, when in ordered if when == at}
    return (result if len(same_time) == 1 else CodeResult.UNCLEAR), at


def _agreed(kind: CodeKind, results: Sequence[CodeResult]) -> tuple[CodeResult, CodeDoubt | None]:
    if kind is CodeKind.VACCINATION:
        known = next((one for one in _MOST_DOSES if one in results), CodeResult.UNCLEAR)
        return known, CodeDoubt.NOTHING_CLEAR if known is CodeResult.UNCLEAR else None
    if len(set(results)) > 1:
        return CodeResult.UNCLEAR, CodeDoubt.ISSUERS_DIFFER
    return results[0], CodeDoubt.NOTHING_CLEAR if results[0] is CodeResult.UNCLEAR else None


def _result(one: Finding, words: Words) -> CodeResult:
    return words.get((one.kind, _plain(one.word)), CodeResult.UNCLEAR)


def _time(one: Finding, counts_from: CountsFrom) -> datetime | None:
    """A test counts from its sampling or its report; from a report that is not told, from the earlier sampling."""
    if one.kind is CodeKind.TEST and counts_from is CountsFrom.SAMPLED:
        return one.sampled_at
    return one.at or one.sampled_at


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().casefold()
