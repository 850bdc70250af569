"""What really happened, kept apart from the product: plain lists, and the few rules of these histories said once more.

Instants are the server's. Whatever a phone may know is asked `as of` its last word with the server.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any

Row = dict[str, Any]
MINUTE = timedelta(minutes=1)
LOCAL = timezone(timedelta(hours=8))
KEPT = timedelta(days=30)
WENT = ("passed", "emergency")
HOLDS = {"watched", "code_bad", "fever"}
COUNTRY: Row = {"apart_minutes": 10}
"""What the country says of gates since 2023: where nobody set rules, nobody is asked for anything."""


@dataclass(frozen=True)
class PassFacts:
    """A pass from a moment on; `until` is the latest end that any print of it says."""

    since: datetime
    kind: str
    issue: int
    begins: datetime
    ends: datetime
    until: datetime
    once: bool
    gates: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    revoked: bool = False
    used: bool = False


@dataclass(frozen=True)
class Rules:
    """Rules of a gate that were set at `said` for a span; `told` is how the server takes them."""

    said: datetime
    begins: datetime
    ends: datetime | None
    told: Row


@dataclass(frozen=True)
class Watched:
    """Somebody whom gates watch for."""

    entry: str
    since: datetime
    ended: datetime | None = None


@dataclass(frozen=True)
class Stored:
    """A passage that the server has taken: as it was told, when it was by the server's clock and whether its phone
    agreed on that, in which batch.
    """

    said: Row
    at: datetime
    is_sure: bool
    received: datetime
    device: str
    batch: int


@dataclass
class Truth:
    """Passes by id, rules by gate, whom is watched for, what was stored by id, what stands marked by id."""

    passes: dict[str, list[PassFacts]] = field(default_factory=dict)
    rules: dict[str, list[Rules]] = field(default_factory=dict)
    watched: list[Watched] = field(default_factory=list)
    stored: dict[str, Stored] = field(default_factory=dict)
    noticed: dict[str, set[str]] = field(default_factory=dict)
    batches: int = 0

    def change(self, key: str, now: datetime, **changes: Any) -> None:
        """A pass is another from now on."""
        last = self.passes[key][-1]
        until = max(last.until, changes.get("ends", last.until))
        self.passes[key].append(replace(last, since=now, until=until, **changes))

    def pass_as_of(self, key: str, heard: datetime) -> PassFacts | None:
        """What the server could tell of a pass at a moment."""
        known = [one for one in self.passes.get(key, ()) if one.since <= heard]
        return known[-1] if known else None

    def rules_at(self, gate: str, at: datetime, heard: datetime) -> Row:
        """Those that began last, of what was set by then; otherwise those of the country."""
        held = [
            one
            for one in self.rules.get(gate, ())
            if one.said <= heard and one.begins <= at and (one.ends is None or one.ends > at)
        ]
        return max(held, key=lambda one: (one.begins, one.said)).told if held else COUNTRY

    def watched_as_of(self, heard: datetime) -> set[str]:
        """Entries that gates were told of at a moment."""
        return {
            one.entry
            for one in self.watched
            if one.since <= heard and (one.ended is None or one.ended > heard)
        }

    def states(
        self, key: str, issue: int | None, gate: str, at: datetime, heard: datetime
    ) -> set[str]:
        """What may be said of a pass that the phone knew at `heard`. One state; several of one that nobody is told of
        any more, since all of its prints are over: what the phone knew last is as good.
        """
        rows = [one for one in self.passes[key] if one.since <= heard]
        if not rows:
            first = self.passes[key][0]
            return {_within(first, at)}
        if rows[-1].until > heard:
            return {_state(rows[-1], issue, gate, at)}
        return {_state(one, issue, gate, at) for one in rows} | {_within(rows[0], at)}

    def take(self, rows: Sequence[Row], offset: timedelta, now: datetime, device: str) -> list[Row]:
        """A batch is stored: each once, by the server's clock. Answers what is new, and marks what is to be seen."""
        self.batches += 1
        fresh = []
        for row in rows:
            if row["id"] in self.stored:
                continue
            at, is_sure = moment(row, offset, now)
            self.stored[row["id"]] = Stored(row, at, is_sure, now, device, self.batches)
            fresh.append(row)
        for row in fresh:
            self._use(row, now)
        for row in fresh:
            self.noticed[row["id"]] = set(self._noticed(self.stored[row["id"]])) - set(
                row["reasons"]
            )
        return fresh

    def of_pass(self, one: Stored) -> list[str]:
        """What was stored of its pass, for whoever looks for a mistake."""
        same = [two for two in self.stored.values() if two.said["pass_id"] == one.said["pass_id"]]
        words = ("id", "gate", "direction", "decision")
        return [
            f"{two.at} batch {two.batch} {[two.said[name] for name in words]} {self.noticed[two.said['id']]}"
            for two in sorted(same, key=lambda two: two.at)
        ]

    def _use(self, row: Row, now: datetime) -> None:
        key = row["pass_id"]
        if key in self.passes and self.passes[key][-1].once and _went(row):
            self.change(key, now, used=True)

    def _noticed(self, one: Stored) -> Iterator[str]:
        """Against what was stored before, and what came in the same batch."""
        said = one.said
        if not (said["pass_id"] and _went(said)):
            return
        others = [
            two
            for two in self.stored.values()
            if two.said["pass_id"] == said["pass_id"] and _went(two.said) and two is not one
        ]
        apart = self.rules_at(said["gate"], one.at, one.received).get("apart_minutes") or 0
        if any(
            two.said["gate"] != said["gate"] and abs(two.at - one.at) <= apart * MINUTE
            for two in others
        ):
            yield "elsewhere_just_now"
        is_once = said["pass_id"] in self.passes and self.passes[said["pass_id"]][-1].once
        same = [two for two in others if two.said["direction"] == said["direction"]]
        if is_once and any(two.batch < one.batch or two.at <= one.at for two in same):
            yield "pass_used"
        if any(row.revoked and row.since <= one.at for row in self.passes.get(said["pass_id"], ())):
            yield "pass_revoked"


def moment(row: Row, offset: timedelta, now: datetime) -> tuple[datetime, bool]:
    """When a passage was, and whether that is sure: by the clocks now, by what was heard, by its coming in."""
    sent = datetime.fromisoformat(row["at"]) + offset
    heard = datetime.fromisoformat(row["server_at"]) if row["server_at"] else None
    if heard is None or abs(sent - heard) <= 2 * MINUTE:
        return min(sent, now), sent <= now + 2 * MINUTE
    for one in (heard, sent):
        if (
            now.astimezone(LOCAL).date() - one.astimezone(LOCAL).date() <= KEPT
            and one <= now + 2 * MINUTE
        ):
            return min(one, now), False
    return now, False


def reasons(facts: Row, rules: Row, at: datetime) -> set[str]:
    """What these histories' rules have against somebody."""
    found = {"watched"} if facts["watched"] else set()
    heat, way, state = facts["temperature_c"], facts["direction"], facts["pass_state"]
    if heat is None:
        found |= {"temperature_missing"} if way in rules.get("temperature", ()) else set()
    elif rules.get("fever_c") is None:
        found.add("rule_incomplete")
    elif heat >= rules["fever_c"]:
        found.add("fever")
    if state is None:
        found |= {"pass_missing"} if way in rules.get("pass_for", ()) else set()
    elif state != "valid":
        found.add(f"pass_{state}")
    elsewhere, apart = facts["elsewhere_at"], rules.get("apart_minutes") or 0
    if state is not None and elsewhere and abs(at - elsewhere) < apart * MINUTE:
        found.add("elsewhere_just_now")
    return found


def verdict(found: set[str]) -> str:
    """The gravest."""
    if found & HOLDS:
        return "hold"
    return "ask" if found - {"rule_incomplete"} else "pass"


def _went(row: Row) -> bool:
    return row["decision"] in WENT


def _within(one: PassFacts, at: datetime) -> str:
    if at < one.begins:
        return "not_yet"
    return "valid" if at < one.ends else "expired"


def _state(one: PassFacts, issue: int | None, gate: str, at: datetime) -> str:
    if one.revoked:
        return "revoked"
    if issue is not None and issue < one.issue:
        return "replaced"
    span = _within(one, at)
    if span != "valid":
        return span
    if one.gates and gate not in one.gates:
        return "other_gate"
    return "used" if one.used else "valid"
