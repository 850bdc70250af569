"""Invented people of the simulator: the same for the same seed. Their numbers lie in the area 360199, which was never
assigned, and their names say that they are of a drill.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from stdnum.iso7064 import mod_11_2

from gridward.exchange.codes.rules.results import told, words_on
from gridward.exchange.codes.terms import CountsFrom, Finding, HealthRecord
from gridward.work.checkpoints.terms import CodeKind, CodeResult

AREA = "360199"
MOST_PEOPLE = 20_000
"""So many have different numbers."""
HERE, ELSEWHERE = "360000", "330000"
_FIRST_BIRTH, _BIRTHS, _STEP = date(1940, 1, 1), 27_000, 7_919
_HEALTH, _TRIP, _TEST, _DOSES = CodeKind
Said = Mapping[CodeKind, Sequence[tuple[str, str, int]]]
"""Of each kind: who says it, the word, how many hours ago."""
_FINE: Said = {
    _HEALTH: [(HERE, "绿码", 1)],
    _TRIP: [(HERE, "未带星", 1)],
    _TEST: [(HERE, "阴性", 10)],
    _DOSES: [(HERE, "加强免疫", 24 * 120)],
}
CAST: Mapping[str, Said] = {
    "fine": _FINE,
    "health_yellow": {**_FINE, _HEALTH: [(HERE, "黄码", 2)]},
    "health_red": {**_FINE, _HEALTH: [(HERE, "红码", 2)]},
    "provinces_differ": {**_FINE, _HEALTH: [(HERE, "绿码", 2), (ELSEWHERE, "红码", 30)]},
    "word_unknown": {**_FINE, _HEALTH: [(HERE, "灰码", 2)]},
    "itinerary_starred": {**_FINE, _TRIP: [(HERE, "带星", 1)]},
    "test_positive": {**_FINE, _TEST: [(HERE, "阳性", 6)]},
    "test_retest": {**_FINE, _TEST: [(HERE, "混管阳性", 6)]},
    "test_pending": {**_FINE, _TEST: [(HERE, "待出结果", 3)]},
    "test_old": {**_FINE, _TEST: [(HERE, "阴性", 24 * 5)]},
    "vaccination_partly": {**_FINE, _DOSES: [(HERE, "部分接种", 24 * 200)]},
    "vaccination_none": {**_FINE, _DOSES: [(HERE, "未接种", 24)]},
    "nothing_but_health": {_HEALTH: [(HERE, "绿码", 1)]},
}
"""The first people of every simulation, by what is to be seen with them; the others are drawn."""
_REPORTED_AFTER = timedelta(hours=4)


@dataclass(frozen=True)
class Invented:
    """Somebody invented: `number` counts from 1, `case` is what is to be seen with them, "" of whoever was drawn."""

    number: int
    name: str
    document_number: str
    case: str
    findings: tuple[Finding, ...]


def invented(seed: int, number: int, at: datetime) -> Invented:
    """The person of this number, as they are told of at a moment."""
    case = list(CAST)[number - 1] if number <= len(CAST) else ""
    said = CAST[case] if case else _drawn(seed, number)
    return Invented(
        number, f"演练{number:05d}", _identity(seed, number), case, tuple(_findings(said, at))
    )


def sample(kind: CodeKind, result: CodeResult, at: datetime) -> tuple[Finding, ...] | None:
    """What is told of whoever comes to this result, by the first case that does; None where none of them can."""
    words = words_on(at.date())
    for said in CAST.values():
        findings = tuple(_findings({kind: said.get(kind, ())}, at))
        if told(kind, HealthRecord(findings), words, CountsFrom.SAMPLED).result is result:
            return findings
    return None


def draw(seed: int, *what: object) -> float:
    """A number from 0 up to 1, the same for the same words."""
    text = ":".join(str(one) for one in (seed, *what))
    return int.from_bytes(sha256(text.encode()).digest()[:6], "big") / 2**48


def _drawn(seed: int, number: int) -> Said:
    """Most are fine; a test is up to four days old."""
    others = list(CAST)[1:]
    told: Said = _FINE
    if draw(seed, number, "other") < 0.1:
        told = CAST[others[int(draw(seed, number, "case") * len(others))]]
    if _TEST not in told:
        return told
    hours = 1 + int(draw(seed, number, "test") * 96)
    return {**told, _TEST: [(issuer, word, hours) for issuer, word, _ in told[_TEST]]}


def _findings(said: Said, at: datetime) -> Iterator[Finding]:
    for kind, lines in said.items():
        for issuer, word, hours in lines:
            found = at - timedelta(hours=hours)
            if kind is _TEST:
                yield Finding(kind, issuer, word, min(found + _REPORTED_AFTER, at), found)
            else:
                yield Finding(kind, issuer, word, found)


def _identity(seed: int, number: int) -> str:
    """Different for each number: of those with one serial, the births differ."""
    birth = _FIRST_BIRTH + timedelta(days=(number * _STEP + seed) % _BIRTHS)
    body = f"{AREA}{birth:%Y%m%d}{number % 1000:03d}"
    return body + str(mod_11_2.calc_check_digit(body))
