"""One history: four phones at five gates of two communities, from the evening before a month's end on."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.db import connection

from gridward.exchange.gates.services.filling import fill
from gridward.kernel import clock
from gridward.kernel.ids import new_id
from gridward.work.checkpoints.models import Pass
from gridward.work.checkpoints.rules.plain import rules_from
from gridward.work.checkpoints.rules.tokens import new_key, write_token
from gridward.work.checkpoints.services.gate_rules import set_rules
from gridward.work.checkpoints.services.keys import code_of
from gridward.work.checkpoints.services.passes import (
    make_pass,
    print_again,
    prolong_pass,
    revoke_pass,
)
from gridward.work.checkpoints.terms import PassKind, TokenFault
from gridward.work.passages.models import GateTally, Passage
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.days import join_tallies, turn_days
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind
from gridward.work.watch.models import WatchEntry
from gridward.work.watch.services.ending import end_entry
from gridward.work.watch.services.setting import set_entry
from gridward.work.watch.terms import EntrySaid, WatchEnd
from tests.exchange.gates.simulation.keepers import Crash, Keeper, Row
from tests.exchange.gates.simulation.truth import (
    PassFacts,
    Rules,
    Truth,
    Watched,
    moment,
    reasons,
    verdict,
)
from tests.exchange.sync.phones import wait_until_nobody_writes
from tests.work.checkpoints.acts import gate, said
from tests.work.watch.acts import grounds
from tests.world import World

EVENING = datetime(2026, 3, 30, 19, 0, tzinfo=clock.LOCAL)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
KEPT_DAYS = 30
MUST_BE_SEEN = {
    "true",
    "doubted",
    "revoked unheard",
    "pass_revoked",
    "passage.gate_unknown",
    "code forged",
    "watched",
}
"""What a history that shows none of says little."""
GATES = {
    "east": ("a1", "leader_a"),
    "north": ("a1", "leader_a"),
    "west": ("a2", "leader_a"),
    "south": ("b1", "leader_b"),
}
KEEPERS = (
    ("worker_a1", ("east", "north")),
    ("supervisor_a1", ("north", "east")),
    ("worker_a2", ("west",)),
    ("worker_b1", ("south",)),
)
ISSUERS = {"a1": "worker_a1", "a2": "worker_a2", "b1": "worker_b1"}
PLATES = (
    *("赣A12345", "赣AD12345", "赣A12345F", "赣A1234警", "使224578", "粤Z1234港", "粤Z1234澳"),
    *("赣A1234学", "赣A1234挂", "VA12345", "WJ赣1234X", "赣X0123应急", "沪A0023领", "赣A临12345"),
)
RULES: tuple[Row, ...] = (
    {},
    {"pass_for": ["in"], "pass_subjects": "all", "apart_minutes": 10},
    {
        "pass_for": ["in", "out"],
        "pass_subjects": "all",
        "apart_minutes": 45,
        "temperature": ["in"],
        "fever_c": 37.3,
    },
    {"temperature": ["in"], "apart_minutes": 240},
)
SUBJECTS = ("resident", "visitor", "helper", "delivery", "vehicle", "unknown")


class History:
    """What is drawn, step by step; `truth` hears of each as it happens."""

    def __init__(self, world: World, clock_: time_machine.Traveller, seed: int) -> None:
        self.world, self.clock, self.rng = world, clock_, random.Random(seed)
        self.truth = Truth()
        self.codes: dict[str, list[tuple[int, str]]] = {}
        self.gates: dict[str, UUID] = {}
        self.entries: dict[int, WatchEntry] = {}
        self.late: list[tuple[Keeper, bytes]] = []
        self.seen: Counter[str] = Counter()
        self.today = clock.today()
        for name, (grid, leader) in GATES.items():
            lanes = [{"name": "人行", "directions": ["in", "out"], "vehicles": False}]
            made = gate(world, world.actor(leader), name, grid=grid, lanes=lanes)
            self.gates[name] = made.pk
        self.phones = [
            Keeper(
                world.account(name),
                [str(self.gates[one]) for one in kept],
                self.rng.choice((-7, -2, 0, 0, 3, 26)) * HOUR,
            )
            for name, kept in KEEPERS
        ]
        for _ in range(8):
            self.issue()
        for phone in self.phones:
            phone.pull()

    def run(self, steps: int) -> None:
        """Draw steps, heal, check; then let the days go."""
        acts = (
            *[self.comes] * 14,
            *[self.sends] * 5,
            *[self.pulls] * 3,
            *(self.goes_offline, self.goes_offline, self.moves_clock, self.changes_gate),
            *(self.issue, self.revoke, self.revoke, self.print_anew, self.end_earlier),
            *(self.set_rules, self.set_rules, self.watch, self.watch, self.watch_no_more),
            *(self.arrives_late, self.sends_rubbish, self.strikes_twice),
        )
        for _ in range(steps):
            self.passes_time(self.rng.choice((0, 0, 1, 2, 5, 15, 40)) * MINUTE)
            self.rng.choice(acts)()
        self.heal()
        self.check()
        self.days_go()

    # Time

    def passes_time(self, span: timedelta) -> None:
        """Each midnight the job of the night turns the days."""
        self.clock.shift(span + timedelta(seconds=self.rng.randrange(60)))
        while self.today < clock.today():
            self.today += DAY
            self.night()

    def night(self) -> None:
        """Days ahead are made, those that are over dropped, the tallies joined."""
        turn_days(self.today)
        join_tallies(self.today)
        oldest = self.today - KEPT_DAYS * DAY
        for key in [key for key, one in self.truth.stored.items() if _day(one.at) < oldest]:
            del self.truth.stored[key]
            self.truth.noticed.pop(key)

    # The desk

    def issue(self) -> None:
        """A pass, for one time or for many, for one gate or for all, for hours or for weeks, some for vehicles."""
        grid = self.rng.choice(tuple(ISSUERS))
        kind = self.rng.choice((PassKind.VISITOR, PassKind.HELPER, PassKind.VEHICLE))
        at = clock.now()
        ends = at + self.rng.choice((2 * HOUR, 30 * HOUR, 20 * DAY, 20 * DAY))
        given: Row = {
            "begins": at + self.rng.choice((0, 0, 0, 3)) * HOUR,
            "ends": ends + 3 * HOUR,
            "once": self.rng.random() < 0.4,
            "holder_phone": f"138{self.rng.randrange(10**8):08d}",
        }
        if kind is PassKind.VEHICLE:
            given["plate"] = self.rng.choice(PLATES)
        if self.rng.random() < 0.25:
            given["gates"] = [
                self.gates[
                    self.rng.choice([one for one, (g, _) in GATES.items() if g[0] == grid[0]])
                ]
            ]
        row = make_pass(self.world.actor(ISSUERS[grid]), said=said(self.world, kind, grid, **given))
        hashes = [(EntryKind.PHONE, given["holder_phone"]), (EntryKind.PLATE, row.plate)]
        entries = {made.hex() for one, text in hashes if (made := entry_of(gate_key(), one, text))}
        self.truth.passes[str(row.pk)] = [
            PassFacts(
                clock.now(),
                kind.value,
                1,
                row.begins,
                row.ends,
                row.ends,
                row.once,
                frozenset(map(str, row.gates)),
                frozenset(entries),
            )
        ]
        self.codes[str(row.pk)] = [(1, code_of(row))]

    def holding(self) -> str | None:
        """A pass that the desk may change: neither revoked nor over."""
        keys = [
            key
            for key, rows in self.truth.passes.items()
            if not rows[-1].revoked and rows[-1].ends > clock.now() + HOUR
        ]
        return self.rng.choice(keys) if keys else None

    def revoke(self) -> None:
        """From now on it holds no more, wherever its phone is told."""
        if key := self.holding():
            revoke_pass(self.issuer(key), pass_id=UUID(key), reason="退房")
            self.truth.change(key, clock.now(), revoked=True)

    def print_anew(self) -> None:
        """The print before is worth nothing."""
        if key := self.holding():
            row = print_again(self.issuer(key), pass_id=UUID(key), reason="遗失")
            self.truth.change(key, clock.now(), issue=row.issue)
            self.codes[key].append((row.issue, code_of(row)))

    def end_earlier(self) -> None:
        """Within the hour."""
        if (key := self.holding()) and self.truth.passes[key][-1].begins < clock.now():
            ends = clock.whole_minute(clock.now() + self.rng.randrange(3, 60) * MINUTE)
            prolong_pass(self.issuer(key), pass_id=UUID(key), ends=ends, reason="提前")
            self.truth.change(key, clock.now(), ends=ends)

    def issuer(self, key: str) -> Any:
        """Whoever issues passes at its grid."""
        grid = Pass.objects.get(pk=key).grid_id
        name = next(one for one in ISSUERS if self.world.grids[one].pk == grid)
        return self.world.actor(ISSUERS[name])

    def set_rules(self) -> None:
        """Mostly from midnight on, for good or for some hours."""
        name = self.rng.choice(tuple(GATES))
        plain = dict(self.rng.choice(RULES), name="通知")
        if plain.get("pass_subjects"):
            plain["pass_subjects"] = list(SUBJECTS)
        now, midnight = clock.now(), clock.midnight(clock.today() + DAY)
        begins = self.rng.choice((now, midnight, midnight, midnight + DAY))
        ends = self.rng.choice((None, None, begins + HOUR, begins + 5 * HOUR))
        leader = self.world.actor(GATES[name][1])
        set_rules(
            leader,
            gate_id=self.gates[name],
            rules=rules_from(plain),
            source="通知",
            begins=begins,
            ends=ends,
        )
        kept = self.truth.rules.setdefault(str(self.gates[name]), [])
        kept.append(Rules(now, begins, ends, plain))

    def watch(self) -> None:
        """Gates watch for whoever holds some pass, by telephone."""
        key = self.rng.choice(tuple(self.truth.passes))
        row = Pass.objects.get(pk=key)
        number = json.loads(row.open_sealed("holder") or "{}")["phone"]
        hashed = entry_of(gate_key(), EntryKind.PHONE, number)
        assert hashed is not None
        if hashed.hex() in self.truth.watched_as_of(clock.now()):
            return
        said_of = EntrySaid(new_id(), self.world.grids["a1"].pk, EntryKind.PHONE, number, "王小明")
        made = set_entry(self.world.actor("health_a"), said=said_of, grounds=grounds())
        self.truth.watched.append(Watched(hashed.hex(), clock.now()))
        self.entries[len(self.truth.watched) - 1] = made

    def watch_no_more(self) -> None:
        """Somebody is taken off the list."""
        if not self.entries:
            return
        place = self.rng.choice(tuple(self.entries))
        made = self.entries.pop(place)
        end_entry(
            self.world.actor("health_a"), entry_id=made.pk, reason=WatchEnd.MISTAKEN, text="查否"
        )
        one = self.truth.watched[place]
        self.truth.watched[place] = Watched(one.entry, one.since, clock.now())

    # Phones

    def online(self) -> list[Keeper]:
        """Those that have a signal now."""
        now = clock.now()
        return [one for one in self.phones if one.offline_until is None or one.offline_until <= now]

    def goes_offline(self) -> None:
        """For hours, one of them for more than a day."""
        phone = self.rng.choice(self.phones)
        phone.offline_until = clock.now() + self.rng.choice((1, 4, 9, 30)) * HOUR

    def moves_clock(self) -> None:
        """Somebody sets it, or the network does."""
        phone = self.rng.choice(self.phones)
        phone.skew = self.rng.choice((-25, -6, 0, 0, 0, 2, 11)) * HOUR
        phone.moved_at = clock.now()

    def changes_gate(self) -> None:
        """Its keeper goes to the other gate, where a copy may be old; a first one needs a signal."""
        phone = self.rng.choice(self.phones)
        there = self.rng.choice(phone.gates)
        if there in phone.copies or phone in self.online():
            phone.gate = there
            if there not in phone.copies:
                self.pulled(phone)

    def pulls(self) -> None:
        """A phone hears what is new."""
        if online := self.online():
            self.pulled(self.rng.choice(online))

    def pulled(self, phone: Keeper) -> None:
        """And its copy says what the server knows at this moment."""
        fill()
        wait_until_nobody_writes()
        phone.pull()
        told = phone.copy.passes
        now = clock.now()
        for key, rows in self.truth.passes.items():
            last = rows[-1]
            if last.until > now:
                assert (told[key]["issue"], told[key]["revoked"], told[key]["used"]) == (
                    last.issue,
                    last.revoked,
                    last.used,
                ), key
        assert phone.copy.watched == self.truth.watched_as_of(now)

    def comes(self) -> None:
        """Somebody comes to a gate: with a pass, an old print, a forged one, none; the same pass at two gates."""
        phone = self.rng.choice(self.phones)
        draw = self.rng.random()
        if draw < 0.1:
            self.judged(phone, None, None, forged=False)
        elif draw < 0.2:
            self.shows_what_is_none(phone)
        else:
            key = self.rng.choice(self.lately())
            issue, code = self.rng.choice(self.codes[key][-2:])
            self.judged(phone, key, issue, code=code, forged=False)

    def lately(self) -> list[str]:
        """Few passes at a time, so that they meet again."""
        return list(self.truth.passes)[-12:]

    def shows_what_is_none(self, phone: Keeper) -> None:
        """Forged by a key of their own or by a changed letter, and cut: never a pass."""
        key = self.rng.choice(self.lately())
        code = self.codes[key][-1][1]
        token, _ = phone.read(code)
        place = self.rng.randrange(len(code))
        wrong, faults = self.rng.choice(
            (
                (code[:place], {TokenFault.CUT, TokenFault.NOT_OURS}),
                (code[:40] + _other(code[40]) + code[41:], {TokenFault.FORGED}),
                (code + code, {TokenFault.NOT_OURS}),
                (
                    write_token(token, new_key()) if token else "",
                    {TokenFault.KEY_UNKNOWN, TokenFault.NOT_OURS},
                ),
            )
        )
        read, fault = phone.read(wrong)
        assert read is None
        assert fault in faults, (wrong, fault)
        self.seen[f"code {fault}"] += 1
        if fault in (TokenFault.FORGED, TokenFault.KEY_UNKNOWN):
            self.judged(phone, None, None, forged=True)

    def judged(
        self, phone: Keeper, key: str | None, issue: int | None, *, forged: bool, code: str = ""
    ) -> None:
        """The phone suggests what the truth of its last word with the server suggests; then somebody decides."""
        token, _ = phone.read(code) if code else (None, None)
        assert (token is not None) == bool(code)
        heat = self.rng.choice((None, 36.4, 36.9, 38.2))
        way = self.rng.choice(("in", "in", "out"))
        facts, told = phone.judge(token, forged, direction=way, temperature_c=heat)
        now, heard = phone.believes(), phone.copy.heard
        assert heard is not None
        expected = {**facts, "watched": self.is_watched(key, heard, facts["watched"])}
        states: set[Any] = {"forged" if forged else None}
        if key is not None:
            states = self.truth.states(key, issue, phone.gate, now, heard)
            if phone_used := self.used_here(phone, key):
                states = {"used" if one == "valid" else one for one in states} | phone_used
        assert facts["pass_state"] in states, (facts["pass_state"], states, key)
        rules = self.truth.rules_at(phone.gate, max(now, heard), heard)
        found = reasons({**expected, "pass_state": facts["pass_state"]}, rules, now)
        assert (set(told.reasons), told.verdict) == (found, verdict(found)), (facts, rules)
        self.seen.update(found)
        self.told_apart(phone, key, facts["pass_state"], heard)
        self.decided(phone, facts, told.verdict.value, [one.value for one in told.reasons])

    def told_apart(self, phone: Keeper, key: str | None, state: Any, heard: datetime) -> None:
        """A pass that is revoked is refused where the phone was told of it, and only there."""
        last = self.truth.passes[key][-1] if key else None
        if last is None or not last.revoked or last.until <= heard:
            return
        known = self.truth.pass_as_of(key or "", heard)
        if known is not None and known.revoked:
            assert state == "revoked"
        else:
            assert state != "revoked"
            self.seen["revoked unheard"] += 1

    def used_here(self, phone: Keeper, key: str) -> set[str]:
        """Of a pass that this phone let pass as one for one time, whatever the server has told."""
        mine = [one for one in phone.notes() if one["pass_id"] == key and one["by"] == "one_time"]
        return {"used"} if any(one["decision"] == "passed" for one in mine) else set()

    def is_watched(self, key: str | None, heard: datetime, found: bool) -> bool:
        """By what the phone was told of the pass and of the list; of one that is over it may not have heard."""
        if key is not None and self.truth.passes[key][-1].until <= heard:
            return found
        known = self.truth.pass_as_of(key, heard) if key else None
        return known is not None and bool(known.entries & self.truth.watched_as_of(heard))

    def decided(self, phone: Keeper, facts: Row, told: str, why: Sequence[str]) -> None:
        """Mostly as is suggested; a keeper may think otherwise."""
        suggested = {"pass": "passed", "ask": "turned_back", "hold": "held"}[told]
        decision = (
            suggested if self.rng.random() < 0.7 else self.rng.choice(("passed", "turned_back"))
        )
        last = self.truth.pass_as_of(facts["pass_id"] or "", phone.copy.heard or clock.now())
        state = facts["pass_state"]
        phone.write(
            {
                "id": str(new_id()),
                "gate": phone.gate,
                "at": phone.now().isoformat(),
                "server_at": phone.believes().isoformat() if phone.copy.heard else None,
                "lane": "人行",
                "direction": facts["direction"],
                "subject": facts["subject"],
                "decision": decision,
                "verdict": told,
                "reasons": list(why),
                "rules": "通知",
                "by": "one_time" if last and last.once else "scanner",
                "pass_id": facts["pass_id"],
                "pass_state": str(state) if state else None,
                "person": facts["person"],
                "plate": facts["plate"],
                "temperature_c": facts["temperature_c"],
                "codes": [],
                "no_phone": False,
                "people": self.rng.choice((1, 1, 1, 4)),
                "visiting": None,
                "name": None,
                "phone": None,
                "why": None,
                # for these tests alone
                "_true": clock.now(),
                "_skew": phone.skew,
            }
        )

    # The network

    def sends(self) -> None:
        """What waits goes up, some of it, in any order; the network does what it likes with it."""
        online = [one for one in self.online() if one.outbox]
        if online:
            self.sent(
                self.rng.choice(online),
                self.rng.choice(
                    ("well", "well", "well", "lost", "unheard", "twice", "late", "killed")
                ),
            )

    def sent(self, phone: Keeper, how: str = "well") -> None:
        """`lost` on its way, `unheard`, `twice`, `late`: once more hours afterwards, `killed` before the commit."""
        rows = list(phone.outbox.values())
        self.rng.shuffle(rows)
        rows = rows[: self.rng.choice((1, 5, 60))]
        if self.rng.random() < 0.1:
            rows.append(rows[0])
        body = phone.body([_told(one) for one in rows])
        self.seen[how] += 1
        if how == "lost":
            return
        if how == "killed":
            try:
                phone.send(body, crash=True)
            except Crash:
                return
        for _ in range(2 if how == "twice" else 1):
            answer = self.arrives(phone, body)
        if how == "late":
            self.late.append((phone, body))
        elif how != "unheard":
            phone.hear(rows, answer)

    def arrives(self, phone: Keeper, body: bytes) -> Row:
        """The server takes what it should, and says of each of the others why not."""
        told = json.loads(body)
        now, offset = clock.now(), clock.now() - datetime.fromisoformat(told["now"])
        once = list({one["id"]: one for one in reversed(told["passages"])}.values())[::-1]
        refused = {
            one["id"]: code for one in once if (code := self.refusal(phone, one, offset, now))
        }
        good = [one for one in once if one["id"] not in refused]
        fresh = self.truth.take(good, offset, now, told["device"])
        status, answer = phone.send(body)
        assert status == 200, answer
        assert {one["id"]: one["code"] for one in answer["refused"]} == refused
        assert answer["taken"] == len(fresh)
        assert answer["taken"] + answer["known"] + len(refused) == len(told["passages"])
        self.seen.update(refused.values())
        return answer

    def refusal(self, phone: Keeper, one: Row, offset: timedelta, now: datetime) -> str | None:
        """What is stored is known, however the clock was set since."""
        if one["gate"] not in phone.gates:
            return "passage.gate_unknown"
        if one["id"] in self.truth.stored:
            return None
        at, _ = moment(one, offset, now)
        return "passage.too_old" if _day(at) < clock.today() - KEPT_DAYS * DAY else None

    def arrives_late(self) -> None:
        """A request that a network has held back: what it brings may be there since, under another day."""
        if self.late:
            phone, body = self.late.pop(self.rng.randrange(len(self.late)))
            self.arrives(phone, body)

    def strikes_twice(self) -> None:
        """The same pass at two gates, one minute after the other, both without a signal."""
        one, other = self.rng.sample(self.phones, 2)
        key = self.rng.choice(self.lately())
        for phone in (one, other):
            issue, code = self.codes[key][-1]
            self.judged(phone, key, issue, code=code, forged=False)
            self.passes_time(MINUTE)

    def sends_rubbish(self) -> None:
        """A torn request, one without its shape, a passage that cannot be read, one of a gate of others."""
        phone = self.rng.choice(self.phones)
        self.judged(phone, None, None, forged=False)
        row = list(phone.outbox.values())[-1]
        whole = phone.body([_told(row)])
        status, answer = phone.send(whole[: self.rng.randrange(1, len(whole))])
        assert (status, answer["code"]) == (422, "bad_request"), answer
        wrong = {**_told(row), "direction": "up"}
        status, answer = phone.send(phone.body([wrong]))
        assert [one["code"] for one in answer["refused"]] == ["passage.unreadable"]
        foreign = next(str(one) for one in self.gates.values() if str(one) not in phone.gates)
        stranger = {**_told(row), "id": str(uuid4()), "gate": foreign}
        self.arrives(phone, phone.body([stranger]))

    # The end

    def heal(self) -> None:
        """Everybody has a signal again, and what was held back arrives."""
        while self.late:
            self.arrives_late()
        for phone in self.phones:
            phone.offline_until = None
            while phone.outbox:
                self.sent(phone)
            self.pulled(phone)

    def check(self) -> None:
        """Every passage is stored once, as it was told, in the partition of its day; marks and counters agree."""
        written = {one["id"]: one for phone in self.phones for one in phone.notes()}
        refused = {key for phone in self.phones for key in phone.refused}
        rows = {str(one.pk): one for one in Passage.objects.all()}
        assert len(rows) == Passage.objects.count() == len(self.truth.stored)
        assert rows.keys() == self.truth.stored.keys()
        assert written.keys() - refused == rows.keys() - (rows.keys() & refused)
        for key, row in rows.items():
            self.check_row(row, written[key])
        self.check_partitions()
        self.check_counts()

    def check_row(self, row: Passage, told: Row) -> None:
        """Both clocks: when it was, by the server's, and when it came in."""
        one = self.truth.stored[str(row.pk)]
        assert (row.at, row.received_at, str(row.device)) == (one.at, one.received, one.device)
        assert (row.day, str(row.gate_id)) == (_day(one.at), told["gate"])
        assert (row.decision, row.verdict, row.reasons) == (
            told["decision"],
            told["verdict"],
            told["reasons"],
        )
        assert set(row.noticed) == self.truth.noticed[str(row.pk)], (
            *(row.pk, row.noticed),
            *self.truth.of_pass(one),
        )
        self.seen.update(f"noticed {one}" for one in row.noticed)
        assert row.told_at == (None if one.is_sure else datetime.fromisoformat(told["at"]))
        self.seen["doubted"] += not one.is_sure
        heard = told["server_at"] and datetime.fromisoformat(told["server_at"])
        if heard and abs(heard - told["_true"]) < timedelta(seconds=1):
            self.seen["true"] += 1
            assert abs(row.at - told["_true"]) < 2 * MINUTE + timedelta(seconds=1)

    def check_partitions(self) -> None:
        """Each row lies in the partition that has its day's name."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableoid::regclass::text, day FROM passages_passage")
            for table, day in cursor.fetchall():
                assert table == f"passages_day_{day:%Y%m%d}"

    def check_counts(self) -> None:
        """Tallies, and what the desk is told of a day, are a recount."""
        counted: Counter[tuple[Any, ...]] = Counter()
        people: Counter[tuple[Any, ...]] = Counter()
        for one in self.truth.stored.values():
            hour = one.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
            key = (one.said["gate"], hour, one.said["direction"], one.said["decision"])
            counted[key] += 1
            people[key] += one.said["people"]
        told: Counter[tuple[Any, ...]] = Counter()
        told_people: Counter[tuple[Any, ...]] = Counter()
        for row in GateTally.objects.all():
            key = (str(row.gate_id), row.hour, row.direction, row.decision)
            told[key] += row.passages
            told_people[key] += row.people
        assert told == counted
        assert told_people == people

    def days_go(self) -> None:
        """A phone comes back after weeks; days that are over are dropped whole, and no other."""
        phone = self.phones[0]
        self.judged(phone, None, None, forged=False)
        while self.truth.stored:
            before = len(self.truth.stored)
            self.clock.shift(DAY)
            self.today = clock.today()
            self.night()
            assert set(self.truth.stored) == {
                str(one) for one in Passage.objects.values_list("pk", flat=True)
            }
            assert len(self.truth.stored) <= before
        self.sent(phone)
        assert set(phone.refused.values()) >= {"passage.too_old"}


def _told(row: Row) -> Row:
    return {name: value for name, value in row.items() if not name.startswith("_")}


def _day(at: datetime) -> date:
    return at.astimezone(clock.LOCAL).date()


def _other(letter: str) -> str:
    return "B" if letter != "B" else "C"
