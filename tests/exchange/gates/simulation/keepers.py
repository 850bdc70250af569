"""A keeper's phone: judges by its copy and the rules of the product, keeps what was decided, sends when it can."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.test import Client

from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.database.connection import connection_parameters
from gridward.work.checkpoints.rules.judging import judge_passage
from gridward.work.checkpoints.rules.passes import pass_state
from gridward.work.checkpoints.rules.plain import rules_from
from gridward.work.checkpoints.rules.tokens import (
    TokenUnreadable,
    name_of,
    public_from,
    read_token,
)
from gridward.work.checkpoints.terms import (
    Direction,
    GateRules,
    Judgement,
    KnownPass,
    PassageFacts,
    PassageSubject,
    PassKind,
    PassState,
    PassToken,
    Standing,
    TokenFault,
)
from tests.exchange.gates.phones import GatePhone

Row = dict[str, Any]
WENT = ("passed", "emergency")
_ROLE = connection_parameters("app")["user"]


class Crash(Exception):
    """The server was killed before it committed."""


@contextmanager
def as_application() -> Iterator[None]:
    """A transaction in which the application's own role speaks, behind the wall of rows."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {_ROLE}")
        yield


@dataclass
class Copy(GatePhone):
    """The copy of one gate. `heard` is when the server told of it last, `ahead` how far its clock was ahead then."""

    heard: datetime | None = None
    ahead: timedelta = timedelta()

    def ask(self) -> Row:
        """Behind the wall, as every request."""
        with as_application():
            return super().ask()


@dataclass
class Keeper:
    """One phone with its keeper. `skew` is how wrong its clock is; `outbox` waits for an answer, `refused`: codes."""

    account: Account
    gates: list[str]
    skew: timedelta
    device: UUID = field(default_factory=uuid4)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    copies: dict[str, Copy] = field(default_factory=dict)
    gate: str = ""
    offline_until: datetime | None = None
    outbox: dict[str, Row] = field(default_factory=dict)
    done: dict[str, Row] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    moved_at: datetime | None = None

    def __post_init__(self) -> None:
        self.gate = self.gates[0]

    def now(self) -> datetime:
        """By its own clock."""
        return clock.now() + self.skew

    @property
    def copy(self) -> Copy:
        """Of the gate that it keeps now."""
        if self.gate not in self.copies:
            self.copies[self.gate] = Copy(self.client, UUID(self.gate))
        return self.copies[self.gate]

    def sign_in(self) -> None:
        """A session lasts some hours."""
        self.client.force_login(self.account)

    def pull(self) -> None:
        """Hear what is new of the gate."""
        self.sign_in()
        told = self.copy.pull()
        self.copy.heard = clock.now()
        self.copy.ahead = datetime.fromisoformat(told["now"]) - self.now()

    def believes(self) -> datetime:
        """The moment by the server's clock, as far as the phone knows."""
        return self.now() + self.copy.ahead

    def rules(self) -> GateRules:
        """Those of its copy that began last; those told first where its clock was set back behind them."""
        now = self.believes()
        told = self.copy.last["rules"]
        begun = [one for one in told if _at(one["begins"]) <= now]
        return rules_from((begun or told[:1])[-1]["rules"])

    def read(self, code: str) -> tuple[PassToken | None, TokenFault | None]:
        """What a code says to this phone."""
        keys = {name_of(key): key for one in self.copy.last["keys"] if (key := _key(one))}
        try:
            return read_token(code, keys), None
        except TokenUnreadable as refused:
            return None, refused.fault

    def state_of(self, token: PassToken) -> PassState | None:
        """Whether the pass holds here, as `copy.ts` finds it."""
        told = self.copy.passes.get(str(token.id))
        used = any(
            one["pass_id"] == str(token.id) and one["by"] == "one_time" and one["decision"] in WENT
            for one in self.notes()
        )
        if told is None:
            alone = KnownPass(**vars(token), used=True) if used else None
            return pass_state(token, alone, UUID(self.gate), self.believes())
        known = KnownPass(
            id=token.id,
            kind=PassKind(told["kind"]),
            issue=told["issue"],
            begins=_at(told["begins"]),
            ends=_at(told["ends"]),
            revoked=told["revoked"],
            gates=frozenset(UUID(one) for one in told["gates"]),
            used=told["used"] or (told["once"] and used),
        )
        return pass_state(token, known, UUID(self.gate), self.believes())

    def elsewhere(self, pass_id: str) -> datetime | None:
        """When it saw the pass at another gate itself, by the server's clock as far as it knows."""
        ats = [
            _at(one["at"])
            for one in self.notes()
            if one["pass_id"] == pass_id and one["gate"] != self.gate and one["decision"] in WENT
        ]
        return max(ats) + self.copy.ahead if ats else None

    def judge(self, token: PassToken | None, forged: bool, **seen: Any) -> tuple[Row, Judgement]:
        """The facts that it finds, and what the rules suggest."""
        state = PassState.FORGED if forged else self.state_of(token) if token else None
        pass_id = str(token.id) if token else None
        told = self.copy.passes.get(pass_id or "", {})
        entries = [*told.get("entries", ()), *([told["plate"]] if told.get("plate") else ())]
        facts = {
            "pass_id": pass_id,
            "pass_state": state,
            "watched": any(one in self.copy.watched for one in entries),
            "elsewhere_at": self.elsewhere(pass_id) if pass_id else None,
            "subject": token.kind.value if token else "unknown",
            "plate": told.get("plate"),
            "person": next(iter(told.get("entries", ())), None),
            **seen,
        }
        judged = judge_passage(_facts(facts), self.rules(), self.believes())
        return facts, judged

    def write(self, row: Row) -> None:
        """Stored before the next comes."""
        self.outbox[row["id"]] = row

    def notes(self) -> list[Row]:
        """Everything that it wrote."""
        return [*self.done.values(), *self.outbox.values()]

    def body(self, rows: list[Row]) -> bytes:
        """A batch as it leaves the phone."""
        sent = {"device": str(self.device), "now": self.now().isoformat(), "passages": rows}
        return json.dumps(sent, ensure_ascii=False).encode()

    def send(self, body: bytes, *, crash: bool = False) -> tuple[int, Row]:
        """Bring a batch to the server; its status and answer."""
        self.sign_in()
        with as_application():
            answer = self.client.post(
                "/api/v1/gates/passages", body, content_type="application/json"
            )
            if crash:
                raise Crash
        return answer.status_code, answer.json()

    def hear(self, rows: list[Row], answer: Row) -> None:
        """Each row has an end: taken, or refused with a code and a sentence."""
        refused = {one["id"]: one for one in answer["refused"]}
        for row in rows:
            if row["id"] not in self.outbox:
                continue
            self.done[row["id"]] = self.outbox.pop(row["id"])
            if row["id"] in refused:
                assert refused[row["id"]]["message"].strip()
                self.refused[row["id"]] = refused[row["id"]]["code"]


def _facts(facts: Row) -> PassageFacts:
    return PassageFacts(
        direction=Direction(facts["direction"]),
        subject=PassageSubject(facts["subject"]),
        pass_state=facts["pass_state"],
        standing=Standing.WATCHED if facts["watched"] else Standing.FREE,
        temperature_c=facts["temperature_c"],
        elsewhere_at=facts["elsewhere_at"],
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _key(text: str) -> Any:
    return public_from(bytes.fromhex(text))
