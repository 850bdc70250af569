"""Shapes of gates and their rules."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from gridward.ground.register.schemas.people import Address, GridRef, Latitude, Longitude, Name
from gridward.ground.staff.models import Member
from gridward.ground.territory.models import Grid
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.checkpoints.models import Checkpoint, GateRuleVersion
from gridward.work.checkpoints.queries.gates import RulesInForce
from gridward.work.checkpoints.rules.plain import plain_rules, rules_from
from gridward.work.checkpoints.terms import (
    MOST_MINUTES_APART,
    CodeKind,
    CodeResult,
    CodeSeen,
    Direction,
    GateRules,
    Judgement,
    PassageFacts,
    PassageSubject,
    PassState,
    Reason,
    Standing,
    Verdict,
    Wanted,
)

MOST_LANES, MOST_KIT, MOST_SIDES, MOST_CODES = 12, 60, 60, 12
Source = Annotated[str, StringConstraints(max_length=200)]
Degrees = Annotated[float, Field(ge=25, le=50, allow_inf_nan=False)]


class LaneShape(Schema):
    """A lane: its name, the ways it is used, whether vehicles pass."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=30)]
    directions: Annotated[list[Direction], Field(min_length=1, max_length=2)]
    vehicles: bool = False


class KitShape(Schema):
    """A thing that belongs to a gate, and how many of it."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    count: Annotated[int, Field(ge=0, le=9999)]


class GateFieldsIn(Schema):
    """What a gate may be given; what is left out stays as it is."""

    name: Name = ""
    place: Address = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    sides: Annotated[list[UUID], Field(max_length=MOST_SIDES)] = []
    lead_id: UUID | None = None
    police_id: UUID | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    lanes: Annotated[list[LaneShape], Field(max_length=MOST_LANES)] = []
    kit: Annotated[list[KitShape], Field(max_length=MOST_KIT)] = []

    def given(self) -> dict[str, Any]:
        """What was said, as the services take it."""
        return self.model_dump(mode="python", exclude_unset=True, exclude={"version", "grid_id"})


class GateIn(GateFieldsIn):
    """A new gate."""

    grid_id: UUID


class GateChangeIn(GateFieldsIn):
    """A change of a gate."""

    version: int


class GateVersionIn(Schema):
    """Which state of a gate was seen."""

    version: int


class WantedShape(Schema):
    """A code that is asked for; `hours` is how old it may be, null for any age."""

    kind: CodeKind
    passes: list[CodeResult]
    holds: list[CodeResult] = []
    hours: Annotated[int, Field(ge=1, le=24 * 400)] | None = None
    directions: list[Direction] = [Direction.IN]
    subjects: list[PassageSubject] = list(PassageSubject)

    def wanted(self) -> Wanted:
        """As the rules take it."""
        return Wanted(
            kind=self.kind,
            passes=frozenset(self.passes),
            holds=frozenset(self.holds),
            hours=self.hours,
            directions=frozenset(self.directions),
            subjects=frozenset(self.subjects),
        )


class GateRulesShape(Schema):
    """Rules of a gate; `name` is the notice they follow."""

    name: Source = ""
    codes: Annotated[list[WantedShape], Field(max_length=MOST_CODES)] = []
    temperature: list[Direction] = []
    fever_c: Degrees | None = None
    pass_for: list[Direction] = []
    pass_subjects: list[PassageSubject] = []
    apart_minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES_APART)] | None = None

    def rules(self) -> GateRules:
        """As the rules take it."""
        return GateRules(
            name=self.name,
            codes=tuple(one.wanted() for one in self.codes),
            temperature=frozenset(self.temperature),
            fever_c=self.fever_c,
            pass_for=frozenset(self.pass_for),
            pass_subjects=frozenset(self.pass_subjects),
            apart_minutes=self.apart_minutes,
        )

    @classmethod
    def of(cls, rules: GateRules) -> "GateRulesShape":
        """From rules."""
        return cls(**plain_rules(rules))


class GateRulesIn(Schema):
    """Rules that are set; without a beginning they hold from now on."""

    rules: GateRulesShape
    source: Source
    begins: AwareDatetime | None = None
    ends: AwareDatetime | None = None


class GateMemberOut(Shape):
    """Somebody of the service."""

    id: UUID
    name: str

    @classmethod
    def of(cls, member: Member | None) -> "GateMemberOut | None":
        """From a member, if there is one."""
        return cls(id=member.pk, name=member.name) if member else None


class GateRow(Shape):
    """A gate in a list; `own_rules` says whether rules that were set for it hold now."""

    id: UUID
    version: int
    name: str
    place: str
    longitude: float | None
    latitude: float | None
    grid: GridRef
    lead: GateMemberOut | None
    police: GateMemberOut | None
    opens_at: time | None
    closes_at: time | None
    lanes: list[LaneShape]
    own_rules: bool
    closed_on: date | None

    @classmethod
    def of(cls, row: Checkpoint) -> "GateRow":
        """From a row that `named` has read."""
        return cls(**_told(row))


class GateRulesOut(Shape):
    """The rules in force; `id` is null where nobody set any and those of the country hold."""

    id: UUID | None
    rules: GateRulesShape
    begins: datetime | None
    ends: datetime | None
    set_by: str

    @classmethod
    def of(cls, one: RulesInForce) -> "GateRulesOut":
        """From the rules of a moment."""
        if one.version is None:
            told = GateRulesShape.of(one.rules)
            return cls(id=None, rules=told, begins=None, ends=None, set_by="")
        return cls.of_version(one.version)

    @classmethod
    def of_version(cls, row: GateRuleVersion) -> "GateRulesOut":
        """From rules that were set."""
        rules = GateRulesShape.of(rules_from(row.rules))
        return cls(
            id=row.pk, rules=rules, begins=row.begins, ends=row.ends, set_by=row.account_name
        )


class GateOut(GateRow):
    """A gate with what it guards, its kit, and its rules of now."""

    sides: list[GridRef]
    kit: list[KitShape]
    rules: GateRulesOut
    may_change: bool

    @classmethod
    def whole(
        cls, row: Checkpoint, sides: Sequence[Grid], rules: RulesInForce, may_change: bool
    ) -> "GateOut":
        """From a row read with its grid, lead and police officer."""
        return cls(
            **_told(row),
            sides=[GridRef.of(one) for one in sides],
            kit=row.kit,
            rules=GateRulesOut.of(rules),
            may_change=may_change,
        )


class CodeSeenIn(Schema):
    """A code as it was seen."""

    kind: CodeKind
    result: CodeResult
    at: AwareDatetime | None = None


class GateFactsIn(Schema):
    """Somebody who is at the gate, as the rules see them."""

    direction: Direction
    subject: PassageSubject
    pass_state: PassState | None = None
    standing: Standing = Standing.FREE
    temperature_c: Degrees | None = None
    codes: Annotated[list[CodeSeenIn], Field(max_length=MOST_CODES)] = []
    no_phone: bool = False
    emergency: bool = False

    def facts(self) -> PassageFacts:
        """As the rules take it."""
        given = self.model_dump(exclude={"codes"})
        seen = tuple(CodeSeen(one.kind, one.result, one.at) for one in self.codes)
        return PassageFacts(**given, codes=seen)


class GateReasonOut(Shape):
    """Why, what to say to the person, and what to do."""

    reason: Reason
    verdict: Verdict
    title: str
    say: str
    do: str


class GateJudgementOut(Shape):
    """What the rules suggest; a person decides."""

    verdict: Verdict
    title: str
    reasons: list[GateReasonOut]

    @classmethod
    def of(
        cls, judged: Judgement, suggests: dict[Reason, Verdict], language: str
    ) -> "GateJudgementOut":
        """From a judgement, in the reader's language."""
        return cls(
            verdict=judged.verdict,
            title=say(f"word.gates.verdict.{judged.verdict}", language),
            reasons=[
                GateReasonOut(
                    reason=one,
                    verdict=suggests[one],
                    title=_title(judged, one, language),
                    say=spoken(judged, one, language),
                    do=say(f"gate.reason.{one}.do", language),
                )
                for one in judged.reasons
            ],
        )


def spoken(judged: Judgement, reason: Reason, language: str) -> str:
    """The sentence to say to the person, which names what is to be shown."""
    return say(f"gate.reason.{reason}.say", language, what=_kinds(judged, reason, language))


def _title(judged: Judgement, reason: Reason, language: str) -> str:
    title, kinds = say(f"gate.reason.{reason}.title", language), _kinds(judged, reason, language)
    colon = ": " if language == "en" else "："
    return f"{title}{colon}{kinds}" if kinds else title


def _kinds(judged: Judgement, reason: Reason, language: str) -> str:
    kinds = [say(f"word.gates.code.{one}", language) for one in judged.about.get(reason, ())]
    return (", " if language == "en" else "、").join(kinds)


def _told(row: Checkpoint) -> dict[str, Any]:
    same = ("version", "name", "place", "longitude", "latitude", "opens_at", "closes_at")
    return {
        "id": row.pk,
        "grid": GridRef.of(row.grid),
        "lead": GateMemberOut.of(row.lead),
        "police": GateMemberOut.of(row.police),
        "closed_on": row.closed_on,
        **{name: getattr(row, name) for name in (*same, "lanes", "own_rules")},
    }
