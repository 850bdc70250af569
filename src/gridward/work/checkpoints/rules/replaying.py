"""A file of scans through the rules of a gate, one line a scan: what would have been suggested of whom.

    at,direction,subject,pass,pass_state,gate,standing,temperature,health,itinerary,test,test_at,vaccination,no_phone,emergency
    2022-04-01T08:00:00+08:00,in,resident,T1,valid,东门,,36.5,green,green,negative,2022-03-31T12:00:00+08:00,,,

`at` and `direction` are needed, any other column may be left out or empty. `pass` is whatever tells passes apart: the
same at another `gate` is noticed. An instant has its zone; `no_phone` and `emergency` are 1 or nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gridward.work.checkpoints.rules.judging import judge_passage
from gridward.work.checkpoints.rules.plain import facts_from
from gridward.work.checkpoints.terms import CodeKind, GateRules, Judgement, PassageFacts

COLUMNS = (
    *("at", "direction", "subject", "pass", "pass_state", "gate", "standing", "temperature"),
    *("health", "itinerary", "test", "test_at", "vaccination", "no_phone", "emergency"),
)
NEEDED = ("at", "direction")


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
    """A line cannot be read: its number, counted from the header as 1, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line, self.why = line, why


def read_scans(rows: Iterable[Mapping[str, str | None]]) -> Iterator[Scan]:
    """The lines of a file below its header; raises ScanUnreadable."""
    for line, row in enumerate(rows, 2):
        given = {name: (row.get(name) or "").strip() for name in COLUMNS}
        unknown = sorted(name for name in row if name not in COLUMNS)
        if unknown:
            raise ScanUnreadable(1, ", ".join(map(str, unknown)))
        missing = [name for name in NEEDED if not given[name]]
        if missing:
            raise ScanUnreadable(line, ", ".join(missing))
        try:
            yield _scan(line, given)
        except (KeyError, ValueError) as error:
            raise ScanUnreadable(line, str(error)) from None


def replay(scans: Iterable[Scan], rules_at: Callable[[datetime], GateRules]) -> Iterator[Replayed]:
    """Judge the scans in their order, each by the rules of its own moment; the clock of the file is believed."""
    seen: dict[str, dict[str, datetime]] = defaultdict(dict)
    for one in scans:
        gates = seen[one.pass_] if one.pass_ else {}
        elsewhere = max((at for gate, at in gates.items() if gate != one.gate), default=None)
        facts = replace(one.facts, elsewhere_at=elsewhere)
        yield Replayed(one, judge_passage(facts, rules_at(one.at), one.at))
        gates[one.gate] = one.at


def summary(replayed: Iterable[Replayed]) -> dict[str, Any]:
    """How many of each verdict and reason."""
    lines = list(replayed)
    verdicts = Counter(one.judged.verdict.value for one in lines)
    reasons = Counter(reason.value for one in lines for reason in one.judged.reasons)
    return {"scans": len(lines), "verdicts": dict(verdicts), "reasons": dict(reasons)}


def _scan(line: int, given: Mapping[str, str]) -> Scan:
    at = datetime.fromisoformat(given["at"])
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone, such as +08:00")
    plain = {
        "direction": given["direction"],
        "subject": given["subject"] or "unknown",
        "pass_state": given["pass_state"] or None,
        "standing": given["standing"] or "free",
        "temperature_c": given["temperature"] or None,
        "codes": list(_codes(given)),
        "no_phone": given["no_phone"] == "1",
        "emergency": given["emergency"] == "1",
    }
    return Scan(line, at, given["gate"], given["pass"], facts_from(plain))


def _codes(given: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for kind in CodeKind:
        if given[kind]:
            at = given["test_at"] if kind is CodeKind.TEST else ""
            yield {"kind": kind.value, "result": given[kind], **({"at": at} if at else {})}
