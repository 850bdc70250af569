"""Publicity in editions: written for grids, replaced by a newer one, withdrawn (clause W8)."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.notices.models import Material, MaterialGrid
from gridward.work.notices.problems import DaysTurned, MaterialEmpty
from gridward.work.notices.queries.materials import material_of, material_to_change
from gridward.work.notices.services.places import CODE_BYTES, check_places, grids_to_tell
from gridward.work.notices.terms import MaterialSaid, NoticeAct


@transaction.atomic
def make_material(actor: Actor, *, material_id: UUID, said: MaterialSaid) -> Material:
    """A material of one street, with the id that its sender gave it; sent again, it is there already.

    One that `replaces` another is its next edition: the other holds until this one begins. Raises NotFound, NotAllowed,
    NoticeNowhere, MaterialEmpty, DaysTurned, MaterialEnded.
    """
    grids = grids_to_tell(actor, said.grid_ids)
    if Material.objects.filter(pk=material_id).exists():
        return Material.objects.get(pk=material_of(actor, material_id).pk)
    _check(said)
    check_places(said.buildings, said.units, grids)
    row = _row(actor, material_id, said, grids[0].street_id)
    if said.replaces is not None:
        _succeed(actor, row, said.replaces)
    row.save(force_insert=True)
    MaterialGrid.objects.bulk_create(
        MaterialGrid(material=row, grid=grid, street_id=grid.street_id) for grid in grids
    )
    act = NoticeAct.MATERIAL_RENEWED if said.replaces else NoticeAct.MATERIAL_MADE
    note(actor, act, row, [one.pk for one in grids], edition=row.edition)
    return row


@transaction.atomic
def withdraw_material(actor: Actor, *, material_id: UUID, version: int) -> Material:
    """From today on it is handed out no more. Raises NotFound, NotAllowed, MaterialEnded, Stale."""
    row = material_to_change(actor, material_id, version)
    _end(actor, row, clock.today())
    note(actor, NoticeAct.MATERIAL_ENDED, row, where_told(row))
    return row


def where_told(row: Material) -> list[UUID]:
    """The ids of the grids that it is for, as far as the database shows them."""
    return list(MaterialGrid.objects.filter(material=row).values_list("grid_id", flat=True))


def note(actor: Actor, act: NoticeAct, row: Material, grids: Sequence[UUID], **words: Any) -> None:
    """A line of the record, at the grid where it is about one alone."""
    only = grids[0] if len(grids) == 1 else None
    about = About(row._meta.db_table, row.pk, only)
    record(actor, act, about, street=row.street_id, title=row.title, **words)


def _check(said: MaterialSaid) -> None:
    if not all(words.strip() for words in (said.title, said.text, said.issuer)):
        raise MaterialEmpty
    if said.valid_to < max(said.valid_from, clock.today()):
        raise DaysTurned


def _row(actor: Actor, material_id: UUID, said: MaterialSaid, street_id: UUID) -> Material:
    return Material(
        id=material_id,
        street_id=street_id,
        series=material_id,
        title=said.title.strip(),
        text=said.text.strip(),
        title_en=said.title_en.strip(),
        text_en=said.text_en.strip(),
        issuer=said.issuer.strip(),
        source=said.source.strip(),
        whom=said.whom,
        buildings=list(said.buildings),
        units=list(said.units),
        kinds=list(said.kinds),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        code=secrets.token_urlsafe(CODE_BYTES),
        made_by=actor.name,
    )


def _succeed(actor: Actor, row: Material, former_id: UUID) -> None:
    """Put it behind the edition before, which is locked: of two who renew it at once the second is refused."""
    former = material_to_change(actor, former_id)
    row.replaces, row.series, row.edition = former, former.series, former.edition + 1
    _end(actor, former, max(row.valid_from, clock.today()))


def _end(actor: Actor, row: Material, on: date) -> None:
    row.ended_on, row.ended_by = on, actor.name
    row.version += 1
    row.save()
