"""A list is brought: its file is kept, its columns are found and may be corrected; nothing is looked for yet."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from uuid import UUID

from django.db import transaction

from gridward.ground.register.rules.roster.file_rows import RosterFile
from gridward.ground.register.services.rosters.layouts import plan_of
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.sheets.workbook import open_workbook
from gridward.work.response.queries.levels import levels_held
from gridward.work.response.terms import ResponseLevel
from gridward.work.screening.models import ListLayout, PushList, PushListFile
from gridward.work.screening.problems import (
    ScreeningCorrectsUnfit,
    ScreeningFileForgotten,
    ScreeningNobodyInFile,
    ScreeningOrdinaryTimes,
    ScreeningSameFile,
    ScreeningSenderMissing,
    ScreeningUnknownColumn,
)
from gridward.work.screening.queries.lists import (
    grids_of_street,
    keeps_street,
    list_of,
    list_to_change,
    mappings_of,
)
from gridward.work.screening.rules.kinds import clock_of, kind_on
from gridward.work.screening.rules.reading import LISTS, read_list
from gridward.work.screening.services.shared import about, name_of, note, require_state
from gridward.work.screening.terms import BEFORE_TAKING, TAKEN, ListSaid, ListState, ScreeningAct


@transaction.atomic
def bring_list(actor: Actor, *, said: ListSaid, file_name: str, content: bytes) -> PushList:
    """Keep a list with its file, and the mapping that was found in it.

    Raises NotFound, NotAllowed, ScreeningOrdinaryTimes, ScreeningSenderMissing, ScreeningKindUnknown,
    ScreeningTimesUnfit, ScreeningSameFile, ScreeningCorrectsUnfit, ScreeningNobodyInFile, and what reading a workbook
    raises; then nothing is kept.
    """
    street_id, grid = _where(actor, said.grid_id)
    sender, purpose, basis = (one.strip() for one in (said.sender, said.purpose, said.basis))
    if not (sender and purpose and basis):
        raise ScreeningSenderMissing
    _require_response(street_id, grid)
    kind = kind_on(said.kind, clock.today())
    since, until = clock_of(kind, said.received_at, said.deadline, clock.now())
    digest = hashlib.sha256(content).digest()
    _require_new(actor, street_id, digest)
    name = PurePath(file_name).name[:200]
    pushed = PushList(
        street_id=street_id,
        grid=grid,
        sender=sender,
        paper_no=said.paper_no.strip(),
        kind=kind.code,
        origin=said.origin,
        purpose=purpose,
        basis=basis,
        received_at=since,
        deadline=until,
        file_name=name,
        file_bytes=len(content),
        digest=digest,
        corrects=_corrected(actor, said.corrects, sender),
        account_id=actor.account_id,
        account_name=actor.name,
    )
    pushed.plan = plan_of(_opened(pushed, content))
    pushed.save(force_insert=True)
    file = PushListFile(pushed=pushed)
    file.set_sealed_bytes("content", content)
    file.save(force_insert=True)
    note(actor, ScreeningAct.LIST_BROUGHT, pushed)
    return pushed


@transaction.atomic
def correct_mapping(
    actor: Actor, *, list_id: UUID, layout: str, mapping: Mapping[int, str | None]
) -> PushList:
    """Say which column of a layout is which field (None: none); remembered for this sender's lists.

    Raises NotFound, ScreeningNotInState, ScreeningUnknownColumn.
    """
    pushed = list_to_change(actor, list_id)
    require_state(pushed, ListState.READY, ListState.REHEARSED, ListState.FAILED)
    known = next((one for one in pushed.plan.get("layouts", ()) if one["key"] == layout), None)
    if known is None:
        raise ScreeningUnknownColumn(what=layout)
    for place, name in mapping.items():
        if place not in range(len(known["columns"])):
            raise ScreeningUnknownColumn(what=place)
        if name is not None and name not in LISTS.fields:
            raise ScreeningUnknownColumn(what=name)
    remember(actor, pushed, layout, mapping)
    pushed.plan = plan_of(_opened(pushed, content_of(pushed)))
    pushed.state, pushed.counts = ListState.READY, {}
    pushed.version += 1
    pushed.save()
    return pushed


def remember(
    actor: Actor, pushed: PushList, layout: str, mapping: Mapping[int, str | None]
) -> None:
    """Keep what the columns of a layout are, for all lists of its sender."""
    ListLayout.objects.update_or_create(
        street_id=pushed.street_id,
        sender=pushed.sender,
        layout_key=layout,
        defaults={
            "mapping": {str(place): name for place, name in mapping.items()},
            "account_name": actor.name,
        },
    )


@transaction.atomic
def ask_for(actor: Actor, *, list_id: UUID, state: ListState) -> PushList:
    """Mark a list as waiting for a job that rehearses it or takes it in; raises NotFound, ScreeningNotInState."""
    pushed = list_to_change(actor, list_id)
    require_state(pushed, *BEFORE_TAKING)
    pushed.state, pushed.problem = state, None
    pushed.save(update_fields=["state", "problem", "updated_at"])
    return pushed


@transaction.atomic
def drop_list(actor: Actor, *, list_id: UUID) -> None:
    """Let a list go that was not taken in; raises NotFound, ScreeningNotInState."""
    pushed = list_to_change(actor, list_id)
    require_state(pushed, ListState.READY, ListState.REHEARSED, ListState.FAILED)
    gone = about(pushed)
    PushList.objects.filter(pk=pushed.pk).delete()
    note(actor, ScreeningAct.LIST_DROPPED, pushed, gone)


def content_of(pushed: PushList) -> bytes:
    """The file as it came; raises ScreeningFileForgotten."""
    file = PushListFile.objects.filter(pushed=pushed).first()
    content = file.open_sealed_bytes("content") if file else None
    if content is None:
        raise ScreeningFileForgotten
    return content


def opened(pushed: PushList) -> RosterFile:
    """The tables of a list's file; raises ScreeningFileForgotten."""
    return _opened(pushed, content_of(pushed))


def _opened(pushed: PushList, content: bytes) -> RosterFile:
    mappings = mappings_of(pushed.street_id, pushed.sender)
    file = read_list(open_workbook(content, pushed.file_name), mappings)
    if not (file.lone_cards or any(one.has_names for one in file.tables) or file.tables):
        raise ScreeningNobodyInFile
    return file


def _where(actor: Actor, grid_id: UUID | None) -> tuple[UUID, Grid | None]:
    """Whose the list is: a grid's, or the street's own, for whoever keeps lists in all of it."""
    if grid_id is not None:
        actor.require(Permission.SCREENING_KEEP, grid_id)
        grid = grid_of(actor, grid_id)
        return grid.street_id, grid
    actor.require(Permission.SCREENING_KEEP)
    street = actor.street_id or _only_street()
    if not keeps_street(actor, street):
        raise NotAllowed(permission=Permission.SCREENING_KEEP.value)
    return street, None


def _only_street() -> UUID:
    """The street of the command line: that of the first grid."""
    grid = Grid.objects.filter(valid_to=None).order_by("code").first()
    if grid is None:
        raise NotFound
    return grid.street_id


def _require_response(street_id: UUID, grid: Grid | None) -> None:
    """Purpose and basis hold while a response above ordinary does, where the list is kept."""
    grids = [grid.pk] if grid else grids_of_street(street_id)
    level = levels_held(grids, clock.today()).highest_at(grids)
    if level is ResponseLevel.ORDINARY:
        raise ScreeningOrdinaryTimes


def _require_new(actor: Actor, street_id: UUID, digest: bytes) -> None:
    rows = PushList.objects.filter(street=street_id, digest=digest, state__in=sorted(TAKEN))
    known = rows.exclude(state=ListState.CORRECTED).order_by("-received_at").first()
    if known is not None:
        day = clock.local_date(known.received_at)
        raise ScreeningSameFile(list=name_of(known), day=day.isoformat(), id=str(known.pk))


def _corrected(actor: Actor, list_id: UUID | None, sender: str) -> PushList | None:
    """The list that is corrected; raises NotFound, ScreeningCorrectsUnfit."""
    if list_id is None:
        return None
    known = list_of(actor, list_id)
    if known.state != ListState.OPEN or known.sender != sender:
        raise ScreeningCorrectsUnfit
    return known
