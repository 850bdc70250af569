"""A measure whole, and what its reader may do with it."""

from datetime import date, datetime
from typing import Any

from gridward.ground.register.terms.people import DocumentKind
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.masking import mask_document, mask_identity_number
from gridward.kernel.texts import say
from gridward.work.measures.models import (
    Measure,
)
from gridward.work.measures.queries.beside import (
    appeals_of,
    asked_a_day,
    deeds_of,
    missed_of,
    readings_of,
    transfers_of,
)
from gridward.work.measures.queries.following import (
    advice_of,
    calls_of,
    due_of,
    fever_at,
    needs_of,
    samples_of,
)
from gridward.work.measures.queries.measures import also_of, person_of, phases_of, reasons_of
from gridward.work.measures.rules.days import phase_on
from gridward.work.measures.schemas.beside import (
    MeasureAdviceOut,
    MeasureAppealOut,
    MeasureCallOut,
    MeasureDeedOut,
    MeasureMissedOut,
    MeasureNeedOut,
    MeasureReadingOut,
    MeasureSampleOut,
    MeasureTestDayOut,
    MeasureTransferOut,
)
from gridward.work.measures.schemas.courses import MeasurePhaseOut, MeasureRuleOut
from gridward.work.measures.schemas.rows import MeasureRow, row_told
from gridward.work.measures.terms import (
    MeasureEnd,
    MeasureOrigin,
    MeasureState,
    PersonSaid,
)


class MeasureMayOut(Shape):
    """What the reader may do with a measure now."""

    decide: bool
    confirm: bool
    follow: bool
    result: bool
    end: bool
    transfer: bool
    appeal: bool
    decide_appeal: bool
    notice: bool
    release: bool

    @classmethod
    def of(cls, row: Measure, actor: Actor) -> "MeasureMayOut":
        """By rights at its grid, by where it stands, and by who has taken a step already."""
        decides = actor.may(Permission.MEASURE_DECIDE, row.grid_id)
        confirms = actor.may(Permission.MEASURE_CONFIRM, row.grid_id)
        follows = actor.may(Permission.MEASURE_FOLLOW, row.grid_id)
        sees = actor.may(Permission.MEASURE_SEE, row.grid_id)
        runs = row.state == MeasureState.IN_FORCE
        taken = {row.proposer, row.decider, row.confirmer}
        first = {row.proposer, row.decider}
        return cls(
            decide=decides and row.state == MeasureState.PROPOSED,
            confirm=confirms
            and row.state == MeasureState.DECIDED
            and actor.account_id not in first,
            follow=follows and runs,
            result=follows,
            end=decides and runs,
            transfer=decides and runs,
            appeal=follows and runs,
            decide_appeal=decides and runs and actor.account_id not in taken,
            notice=sees and row.in_force_at is not None,
            release=sees and row.state == MeasureState.ENDED,
        )


class MeasureOut(MeasureRow):
    """A measure whole: who, why, by which rule, by whom, and what stands beside it.

    The phone stands in full for whoever looks after the person: the look is on record.
    """

    full_name: str
    full_phone: str
    document: str
    birth_year: int | None
    address: str
    guardian: str
    guardian_phone: str
    guardian_relation: str
    origin: MeasureOrigin
    evidence: str
    necessity: str
    stated: str
    place: str
    determined_on: date
    counted_from: date
    authority: str
    paper: str
    computed_ends: date | None
    rule: MeasureRuleOut
    phases: list[MeasurePhaseOut]
    phase: MeasurePhaseOut | None
    ended_at: datetime | None
    ended_for: MeasureEnd | None
    ended_with: str
    readings_a_day: int
    may: MeasureMayOut
    deeds: list[MeasureDeedOut]
    appeals: list[MeasureAppealOut]
    transfers: list[MeasureTransferOut]
    readings: list[MeasureReadingOut]
    missed: list[MeasureMissedOut]
    test_days: list[MeasureTestDayOut]
    samples: list[MeasureSampleOut]
    needs: list[MeasureNeedOut]
    calls: list[MeasureCallOut]
    advice: list[MeasureAdviceOut]
    fever_from: float
    also: list[MeasureRow]

    @classmethod
    def whole(cls, row: Measure, actor: Actor, today: date, language: str) -> "MeasureOut":
        """From a row read with its phases; asks for what stands beside it. Raises SealBroken."""
        person = person_of(row)
        return cls(
            **row_told(row, person, today),
            **_person(row, person, actor),
            **_why(row, language),
            **_course(row, today),
            **_beside(row, actor, today, language),
            **_followed(row, today, language),
        )


def _person(row: Measure, person: PersonSaid, actor: Actor) -> dict[str, Any]:
    follows = actor.may(Permission.MEASURE_FOLLOW, row.grid_id)
    is_card = person.document_kind == DocumentKind.IDENTITY_CARD
    mask = mask_identity_number if is_card else mask_document
    guardian = person.guardian
    return {
        "full_name": person.name,
        "full_phone": person.phone if follows else "",
        "document": mask(person.document) if person.document else "",
        "birth_year": int(person.birth_date[:4]) if person.birth_date else None,
        "address": person.address,
        "guardian": guardian.name,
        "guardian_phone": guardian.phone if follows else "",
        "guardian_relation": guardian.relation,
    }


def _why(row: Measure, language: str) -> dict[str, Any]:
    reasons = reasons_of(row)
    same = ("determined_on", "counted_from", "authority", "paper", "computed_ends")
    return {
        "origin": MeasureOrigin(row.origin),
        "evidence": reasons.evidence,
        "necessity": reasons.necessity,
        "stated": reasons.stated,
        "place": reasons.place,
        "ended_with": reasons.end,
        "rule": MeasureRuleOut.of(row.rule, language),
        **{one: getattr(row, one) for one in same},
    }


def _course(row: Measure, today: date) -> dict[str, Any]:
    phases = phases_of(row)
    now = phase_on(phases, today)
    return {
        "phases": [MeasurePhaseOut.of(one) for one in phases],
        "phase": MeasurePhaseOut.of(now) if now else None,
        "ended_at": row.ended_at,
        "ended_for": MeasureEnd(row.ended_for) if row.ended_for else None,
        "readings_a_day": asked_a_day(row, today),
    }


def _beside(row: Measure, actor: Actor, today: date, language: str) -> dict[str, Any]:
    return {
        "may": MeasureMayOut.of(row, actor),
        "deeds": [MeasureDeedOut.of(one, language) for one in deeds_of(row)],
        "appeals": [MeasureAppealOut.of(one) for one in appeals_of(row)],
        "transfers": [MeasureTransferOut.of(one, actor) for one in transfers_of(row)],
        "readings": [MeasureReadingOut.of(one) for one in readings_of(row)],
        "missed": [
            MeasureMissedOut(day=one.day, taken=one.taken, asked=one.asked)
            for one in missed_of(row, today)
        ],
        "also": [MeasureRow.of(one, today) for one in also_of(actor, row)],
    }


def _followed(row: Measure, today: date, language: str) -> dict[str, Any]:
    needs = needs_of(row, today)
    return {
        "test_days": [MeasureTestDayOut.of(one) for one in due_of(row, today)],
        "samples": [MeasureSampleOut.of(one) for one in samples_of(row)],
        "needs": [
            MeasureNeedOut(code=one, title=say(f"word.rulebooks.need.{one}", language), state=state)
            for one, state in needs.items()
        ],
        "calls": [MeasureCallOut.of(one) for one in calls_of(row)],
        "advice": [MeasureAdviceOut.of(one, language) for one in advice_of(row, today)],
        "fever_from": fever_at(row.grid, today),
    }
