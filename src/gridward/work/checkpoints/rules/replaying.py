"""A file of scans through the rules of a gate, one line a scan: what would have been suggested of whom.

    at,direction,subject,pass,pass_state,gate,standing,temperature,health,itinerary,test,test_at,vaccination,no_phone,emergency
    2022-04-01T08:00:00+08:00,in,resident,T1,valid,东门,,36.5,green,green,negative,2022-03-31T12:00:00+08:00,,,

`at` and `direction` are needed, any other column may be left out or empty; headers and words may be the Chinese ones
of `scan_words`. `pass` is whatever tells passes apart: the same at another `gate` is noticed. An instant without a
zone is the street's wall clock, as spreadsheets write it (2022/4/1 8:00). Lines without anything are passed over.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from gridward.kernel import clock
from gridward.work.checkpoints.rules.judging import judge_passage
from gridward.work.checkpoints.rules.scan_words import HEADERS, NO, WORDS, YES
from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    CodeSeen,
    Direction,
    GateRules,
    Judgement,
    PassageFacts,
    PassageSubject,
    PassState,
    Standing,
)

COLUMNS = (
    *("at", "direction", "subject", "pass", "pass_state", "gate", "standing", "temperature"),
    *("health", "itinerary", "test", "test_at", "vaccination", "no_phone", "emergency"),
)
NEEDED = ("at", "direction")
_OF_SPREADSHEETS = ("%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S")
_LIVING_C = (30.0, 45.0)
"""Temperatures that the gate's screen takes too; what no living body has is a slip."""


Word = TypeVar("Word", bound=StrEnum)


class ScanFault(StrEnum):
    """What can be wrong with a file of scans."""

    NOTHING = "nothing"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_TWICE = "column_twice"
    COLUMN_MISSING = "column_missing"
    LINE_LONG = "line_long"
    CELL_EMPTY = "cell_empty"
    WORD = "word"
    INSTANT = "instant"
    TEMPERATURE = "temperature"


@dataclass(frozen=True)
class Scan:
    """One line: where and when, which pass, what is known."""

    line: int
    at: datetime
    gate: str
    pass_: str
    facts: PassageFacts


@dataclass(frozen=True)
class Replayed:
    """A scan with what the rules of its moment suggest."""

    scan: Scan
    judged: Judgement


class ScanUnreadable(ValueError):
    """A line cannot be read: its number, counted from the header as 1, the column, what stands there, what may."""

    def __init__(
        self, fault: ScanFault, line: int = 1, column: str = "", found: str = "", known: str = ""
    ) -> None:
        super().__init__(f"{line}: {fault} {column} {found}")
        self.fault, self.line = fault, line
        self.told = {"fault": fault, "line": line, "column": column, "found": found, "known": known}


def read_scans(rows: Iterable[Sequence[str]]) -> Iterator[Scan]:
    """The lines of a file, its header first; raises ScanUnreadable."""
    lines = enumerate(rows, 1)
    _, head = next(lines, (1, ()))
    columns = _columns(head)
    for line, row in lines:
        if any(cell.strip() for cell in row):
            yield _Line(line, columns, row).scan()


def _columns(head: Sequence[str]) -> list[str]:
    """The program's names of the columns; what is empty at the end of the header is none."""
    named = [cell.strip().removeprefix("\ufeff") for cell in head]
    while named and not named[-1]:
        named.pop()
    if not named:
        raise ScanUnreadable(ScanFault.NOTHING)
    columns = [HEADERS.get(name, name) for name in named]
    for place, column in enumerate(columns):
        if column not in COLUMNS:
            raise ScanUnreadable(ScanFault.COLUMN_UNKNOWN, column=named[place])
        if column in columns[:place]:
            raise ScanUnreadable(ScanFault.COLUMN_TWICE, column=named[place])
    for column in NEEDED:
        if column not in columns:
            raise ScanUnreadable(ScanFault.COLUMN_MISSING, column=column)
    return columns


class _Line:
    """The cells of one line, each read as what its column holds."""

    def __init__(self, line: int, columns: Sequence[str], row: Sequence[str]) -> None:
        self._line = line
        if any(cell.strip() for cell in row[len(columns) :]):
            raise ScanUnreadable(ScanFault.LINE_LONG, line)
        self._given = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}

    def scan(self) -> Scan:
        """What the line tells."""
        for column in NEEDED:
            if not self._text(column):
                raise self._wrong(ScanFault.CELL_EMPTY, column)
        state = self._text("pass_state")
        facts = PassageFacts(
            direction=self._word("direction", Direction),
            subject=self._word("subject", PassageSubject, PassageSubject.UNKNOWN),
            pass_state=self._word("pass_state", PassState) if state else None,
            standing=self._word("standing", Standing, Standing.FREE),
            temperature_c=self._temperature(),
            codes=tuple(self._codes()),
            no_phone=self._flag("no_phone"),
            emergency=self._flag("emergency"),
        )
        at = self._instant("at")
        return Scan(self._line, at, self._text("gate"), self._text("pass"), facts)

    def _text(self, column: str) -> str:
        return self._given.get(column, "")

    def _wrong(self, fault: ScanFault, column: str, known: Iterable[str] = ()) -> ScanUnreadable:
        return ScanUnreadable(fault, self._line, column, self._text(column), ", ".join(known))

    def _word(self, column: str, words: type[Word], otherwise: Word | None = None) -> Word:
        text = self._text(column)
        if not text and otherwise is not None:
            return otherwise
        with suppress(ValueError):
            return words(WORDS[column].get(text, text.lower()))
        raise self._wrong(ScanFault.WORD, column, [*WORDS[column], *words])

    def _flag(self, column: str) -> bool:
        text = self._text(column).lower()
        if text not in YES | NO:
            raise self._wrong(ScanFault.WORD, column, ("1", "0", "是", "否"))
        return text in YES

    def _temperature(self) -> float | None:
        if not self._text("temperature"):
            return None
        least, most = _LIVING_C
        with suppress(ValueError):
            figure = float(self._text("temperature"))
            if math.isfinite(figure) and least <= figure <= most:
                return figure
        raise self._wrong(ScanFault.TEMPERATURE, "temperature")

    def _instant(self, column: str) -> datetime:
        at = instant_of(self._text(column))
        if at is None:
            raise self._wrong(ScanFault.INSTANT, column)
        return at

    def _codes(self) -> Iterator[CodeSeen]:
        for kind in CodeKind:
            if self._text(kind):
                timed = kind is CodeKind.TEST and self._text("test_at")
                at = self._instant("test_at") if timed else None
                yield CodeSeen(kind, self._word(kind, CodeResult), at)


def instant_of(text: str) -> datetime | None:
    """A moment as files tell it; without a zone it is the street's. None where it is none, or a day alone."""
    found = None
    if len(text) > len("2022-04-01"):
        with suppress(ValueError):
            found = datetime.fromisoformat(text)
    for form in _OF_SPREADSHEETS if found is None else ():
        with suppress(ValueError):
            found = datetime.strptime(text, form)  # noqa: DTZ007 (the zone follows)
    return found.replace(tzinfo=clock.LOCAL) if found and found.tzinfo is None else found


def replay(scans: Iterable[Scan], rules_at: Callable[[datetime], GateRules]) -> Iterator[Replayed]:
    """Judge the scans in their order, each by the rules of its own moment; the clock of the file is believed."""
    seen: dict[str, dict[str, datetime]] = defaultdict(dict)
    for one in scans:
        gates = seen[one.pass_] if one.pass_ else {}
        elsewhere = max((at for gate, at in gates.items() if gate != one.gate), default=None)
        facts = replace(one.facts, elsewhere_at=elsewhere)
        yield Replayed(one, judge_passage(facts, rules_at(one.at), one.at))
        gates[one.gate] = one.at


@dataclass
class Figures:
    """How many of each verdict and reason; a file is counted as it goes by, and never held whole."""

    scans: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def counting(self, replayed: Iterable[Replayed]) -> Iterator[Replayed]:
        """The same, counted."""
        for one in replayed:
            self.scans += 1
            self.verdicts[one.judged.verdict.value] += 1
            self.reasons.update(reason.value for reason in one.judged.reasons)
            yield one

    def plain(self) -> Mapping[str, Any]:
        """As the command tells it."""
        counted = {"verdicts": dict(self.verdicts), "reasons": dict(self.reasons)}
        return {"scans": self.scans, **counted}
