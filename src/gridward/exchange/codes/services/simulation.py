"""A provider of invented people, as the simulator answers for it: what is declared is kept until it ends.

Codes of people begin with DRILL, hold for a while, and cannot be made up: their last letters follow from the rest and
the seed. Beside them a *sample* says what it stands for, such as DRILL.health.red, and is of nobody: whoever tries
rules out, or prints slips for a drill, writes it by hand.
"""

import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock

from gridward.exchange.codes.problems import CodeExpired, CodeUnknown
from gridward.exchange.codes.rules.inventing import (
    AREA,
    CAST,
    HERE,
    MOST_PEOPLE,
    Invented,
    invented,
    sample,
)
from gridward.exchange.codes.terms import (
    CodeGrant,
    CodeShown,
    CodeUse,
    Correction,
    Finding,
    HealthDeclaration,
    HealthRecord,
    Holder,
    ItineraryDeclaration,
    MadeCode,
    Receipt,
    TokenShown,
)
from gridward.kernel import clock
from gridward.work.checkpoints.terms import CodeKind, CodeResult

GRANT_LASTS = timedelta(minutes=10)
FEVER_C = 37.3
"""From when on a declaration makes somebody's code yellow here: a figure of drills, not a rule."""
AT_RISK = AREA
"""The division, which does not exist, that makes an itinerary starred."""
_SAMPLE = re.compile(r"DRILL\.([a-z]{1,20})\.([a-z]{1,20})", re.ASCII)
_CODE = re.compile(r"(DRILL|GRANT)\.([0-9]{1,5})\.([0-9]{1,9})\.([0-9A-F]{16})", re.ASCII)


class Simulation:
    """A CodeProvider; `lasts` is how long its codes hold."""

    def __init__(
        self,
        seed: int = 1,
        people: int = 200,
        lasts: timedelta = timedelta(hours=24),
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._seed = seed
        self._lasts = lasts
        self._now = now
        count = max(len(CAST), min(people, MOST_PEOPLE))
        self._people = {n: invented(seed, n, now()) for n in range(1, count + 1)}
        self._numbers = {one.document_number: n for n, one in self._people.items()}
        self._declared: dict[int, dict[CodeKind, Finding]] = {}
        self._receipts = 0
        self._lock = Lock()

    @property
    def people(self) -> Sequence[Invented]:
        """Everybody, by number."""
        return list(self._people.values())

    def declare_health(self, said: HealthDeclaration) -> Receipt:
        """A symptom, a fever or a stay at risk makes the code yellow."""
        told = said.health
        fever = told.temperature_c is not None and told.temperature_c >= FEVER_C
        doubtful = fever or bool(told.symptoms) or told.stayed_at_risk
        return self._take(said.person, CodeKind.HEALTH, "黄码" if doubtful else "绿码")

    def declare_itinerary(self, said: ItineraryDeclaration) -> Receipt:
        """A stay in the division that does not exist is told with a star."""
        starred = any(stop.division.startswith(AT_RISK) for stop in said.stops)
        return self._take(said.person, CodeKind.ITINERARY, "带星" if starred else "未带星")

    def query_health(self, person: Holder) -> HealthRecord:
        """By number, and name where it is said."""
        return self._record(self._number_of(person))

    def apply_for_code(self, use: CodeUse) -> CodeGrant:
        """Granted to everybody who is there."""
        until = self._now() + GRANT_LASTS
        return CodeGrant(self._text("GRANT", self._number_of(use.person), until), until)

    def make_code(self, token: TokenShown) -> MadeCode:
        """A code that holds for a while."""
        number, _ = self._read("GRANT", token.token)
        return self.code_of(number)

    def code_of(self, number: int, until: datetime | None = None) -> MadeCode:
        """The code of a person, for a drill's paper."""
        end = until or self._now() + self._lasts
        return MadeCode(self._text("DRILL", number, end), end)

    def verify_code(self, code: CodeShown) -> HealthRecord:
        """What is known of whoever the code is of, or what a sample stands for."""
        if named := _SAMPLE.fullmatch(code.text.strip()):
            return self._sample(*named.groups())
        number, until = self._read("DRILL", code.text)
        return replace(self._record(number), until=until)

    def correct_health(self, claim: Correction) -> Receipt:
        """Looked into: until then nothing clear is told."""
        return self._take(claim.person, claim.kind, "复核中")

    def _sample(self, kind: str, result: str) -> HealthRecord:
        now = self._now()
        try:
            findings = sample(CodeKind(kind), CodeResult(result), now)
        except ValueError:
            raise CodeUnknown from None
        if findings is None:
            raise CodeUnknown
        return HealthRecord(findings, now + self._lasts, drill=True)

    def _number_of(self, person: Holder) -> int:
        number = self._numbers.get(person.document_number.strip().upper())
        if number is None or person.name not in ("", self._people[number].name):
            raise CodeUnknown
        return number

    def _take(self, person: Holder, kind: CodeKind, word: str) -> Receipt:
        number = self._number_of(person)
        with self._lock:
            self._receipts += 1
            finding = Finding(kind, HERE, word, self._now())
            self._declared.setdefault(number, {})[kind] = finding
            return Receipt(f"DRILL-{self._receipts:06d}")

    def _record(self, number: int) -> HealthRecord:
        with self._lock:
            declared = dict(self._declared.get(number, {}))
        kept = [one for one in self._people[number].findings if one.kind not in declared]
        return HealthRecord(tuple(kept + list(declared.values())), drill=True)

    def _text(self, word: str, number: int, until: datetime) -> str:
        said = f"{word}.{number}.{int(until.timestamp()) // 60}"
        return f"{said}.{self._mark(said)}"

    def _read(self, word: str, text: str) -> tuple[int, datetime]:
        found = _CODE.fullmatch(text.strip())
        if not found or found[1] != word or int(found[2]) not in self._people:
            raise CodeUnknown
        if not hmac.compare_digest(self._mark(text.strip().rpartition(".")[0]), found[4]):
            raise CodeUnknown
        until = datetime.fromtimestamp(int(found[3]) * 60, UTC)
        if until <= self._now():
            raise CodeExpired
        return int(found[2]), until

    def _mark(self, said: str) -> str:
        return hmac.digest(str(self._seed).encode(), said.encode(), "sha256")[:8].hex().upper()
