"""Cases are entered, looked at, closed and withdrawn."""

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.register.queries.grids import grid_in_force
from gridward.ground.register.queries.residents import first_phone
from gridward.ground.register.queries.rows import visible_to as registered
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.codes.identity_number import parse as parse_identity
from gridward.kernel.codes.phone import parse as parse_phone
from gridward.kernel.crypto.vault import vault
from gridward.kernel.ids import new_serial
from gridward.kernel.locks import one_at_a_time
from gridward.work.measures.queries.response import response_at
from gridward.work.response.models import ResponseStanding
from gridward.work.tracing.models import TracedContact, TracingCase
from gridward.work.tracing.problems import (
    TracingAlreadyThere,
    TracingContactsOpen,
    TracingDaysUnfit,
    TracingIdTaken,
    TracingNobody,
    TracingNoResponse,
    TracingReasonMissing,
    TracingSourceMissing,
)
from gridward.work.tracing.queries.cases import (
    case_of,
    case_to_change,
    lookback_at,
    rule_stored,
    visible_to,
)
from gridward.work.tracing.rules.lookback import days_of
from gridward.work.tracing.services.shared import (
    note_act,
    require_open,
)
from gridward.work.tracing.terms import CaseSaid, CaseState, NamedSaid, TracingAct

OLDEST = timedelta(days=90)
"""Onset or sample lies within these days: a bound of the program against slips, not a rule."""
_RIGHT = Permission.TRACING_DECIDE


@transaction.atomic
def open_case(actor: Actor, *, said: CaseSaid) -> TracingCase:
    """Enter a case with the id that its sender has given it; sent again, it is there already.

    Raises NotFound, NotAllowed, GridRetired, TracingNobody, TracingNoResponse, TracingSourceMissing, TracingDaysUnfit,
    TracingAlreadyThere, TracingIdTaken, what `rules/lookback.py` raises and what reading a number raises.
    """
    one_at_a_time("tracing.case", said.id)
    known = visible_to(actor).filter(pk=said.id).select_related("grid").first()
    if known is not None:
        return _opened_before(actor, known, said)
    resident = (
        found(registered(actor, Resident).select_related("household", "grid"), said.resident_id)
        if said.resident_id
        else None
    )
    grid = _grid(actor, said, resident)
    standing = require_response(grid)
    _check(said, clock.today())
    row = _new(actor, said, grid, resident)
    row.response = standing
    _store(actor, row)
    note_act(actor, TracingAct.CASE_OPENED, row)
    return row


@transaction.atomic
def read_case(actor: Actor, case_id: UUID) -> TracingCase:
    """One case with its name; who looked is on record. Raises NotFound."""
    row = case_of(actor, case_id)
    note_act(actor, TracingAct.CASE_SEEN, row)
    return row


@transaction.atomic
def end_case(
    actor: Actor, *, case_id: UUID, version: int, state: CaseState, note: str = ""
) -> TracingCase:
    """Close a case whose contacts are all decided, or withdraw it for a reason; nobody is decided anew by it.

    Raises NotFound, NotAllowed, Stale, TracingCaseOver, TracingContactsOpen, TracingReasonMissing.
    """
    row = require_open(case_to_change(actor, case_id, version))
    if state is CaseState.WITHDRAWN and not note.strip():
        raise TracingReasonMissing
    waiting = TracedContact.objects.filter(case=row, decision="").count()
    if state is CaseState.CLOSED and waiting:
        raise TracingContactsOpen(count=waiting)
    row.state, row.ended_at, row.ended_by = state, clock.now(), actor.name
    row.set_sealed("end_note", note.strip() or None)
    row.version += 1
    row.save()
    closed = state is CaseState.CLOSED
    note_act(actor, TracingAct.CASE_CLOSED if closed else TracingAct.CASE_WITHDRAWN, row)
    return row


def require_response(grid: Grid) -> ResponseStanding:
    """The standing under which people of a grid are traced; raises TracingNoResponse."""
    standing = response_at(grid.pk, clock.today())
    if standing is None:
        raise TracingNoResponse
    return standing


def check_began(began_on: date, today: date) -> None:
    """Raises TracingDaysUnfit."""
    if not today - OLDEST <= began_on <= today:
        raise TracingDaysUnfit(days=OLDEST.days)


def _grid(actor: Actor, said: CaseSaid, resident: Resident | None) -> Grid:
    grid_id = resident.grid_id if resident else said.grid_id
    if grid_id is None:
        raise TracingNobody
    actor.require(_RIGHT, grid_id)
    actor.as_person(_RIGHT)
    return grid_in_force(actor, grid_id)


def _check(said: CaseSaid, today: date) -> None:
    if not (said.source.strip() and said.paper.strip()):
        raise TracingSourceMissing
    check_began(said.began_on, today)
    isolated = said.isolated_at
    if not today - OLDEST <= said.determined_on <= today or (
        isolated and (isolated > clock.now() or clock.local_date(isolated) < said.began_on - OLDEST)
    ):
        raise TracingDaysUnfit(days=OLDEST.days)


def _new(actor: Actor, said: CaseSaid, grid: Grid, resident: Resident | None) -> TracingCase:
    told = lookback_at(grid, said.determined_on, symptomatic=said.symptomatic)
    days = days_of(told, said.lookback_days, said.lookback_reason)
    row = TracingCase(
        id=said.id,
        street_id=grid.street_id,
        grid=grid,
        resident_id=resident.pk if resident else None,
        serial=new_serial(),
        source=said.source.strip(),
        paper=said.paper.strip(),
        determined_on=said.determined_on,
        began_on=said.began_on,
        symptomatic=said.symptomatic,
        category=told.category,
        rule=rule_stored(told),
        lookback_days=days,
        isolated_at=said.isolated_at,
        account_id=actor.as_person(_RIGHT),
        account_name=actor.name,
    )
    person = registered_as(resident) if resident else _named(said)
    row.set_sealed("person", json.dumps(asdict(person), ensure_ascii=False))
    row.set_sealed("stated", said.lookback_reason.strip() or None)
    row.document_index = vault.index("document", person.document) if person.document else None
    row.phone_index = vault.index("phone", person.phone) if person.phone else None
    return row


def registered_as(resident: Resident) -> NamedSaid:
    """A resident as the register has them; raises SealBroken."""
    return NamedSaid(
        resident.name,
        first_phone(resident),
        resident.open_sealed("document") or "",
        resident.household.address_text,
    )


def _named(said: CaseSaid) -> NamedSaid:
    """Somebody with a name and a number by which gates know them; raises TracingNobody and what reading one raises."""
    given = said.person
    if (
        given is None
        or not given.name.strip()
        or not (given.phone.strip() or given.document.strip())
    ):
        raise TracingNobody
    document = given.document.strip().upper()
    if document:
        document = parse_identity(document, today=clock.today()).number
    return replace(
        given,
        name=given.name.strip(),
        phone=parse_phone(given.phone).e164 if given.phone.strip() else "",
        document=document,
        address=given.address.strip(),
    )


def _store(actor: Actor, row: TracingCase) -> None:
    """Nobody is an open case twice: by the register, by their number, or by telephone and name."""
    for key in (row.resident_id, row.document_index, row.phone_index):
        if key is not None:
            one_at_a_time("tracing.person", key if isinstance(key, UUID) else bytes(key).hex())
    opened = visible_to(actor).filter(state=CaseState.OPEN)
    same = row.resident_id and opened.filter(resident_id=row.resident_id).exists()
    if row.resident_id is None and row.document_index:
        same = opened.filter(document_index=row.document_index).exists()
    if row.resident_id is None and row.phone_index and not same:
        alike = opened.filter(phone_index=row.phone_index, resident_id=None)
        same = any(_name(one) == _name(row) for one in alike)
    if same:
        raise TracingAlreadyThere
    row.save(force_insert=True)


def _name(row: TracingCase) -> str:
    name: str = json.loads(row.open_sealed("person") or "{}")["name"]
    return name


def _opened_before(actor: Actor, known: TracingCase, said: CaseSaid) -> TracingCase:
    if (known.account_id, known.resident_id) != (actor.account_id, said.resident_id):
        raise TracingIdTaken
    return known
