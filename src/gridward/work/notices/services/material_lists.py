"""The list of a grid's doors that a material has not reached yet, on paper; it leaves through the guard of exports."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import draft, let_go
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.documents.typesetting import pdf
from gridward.kernel.problems import NotFound
from gridward.kernel.texts import say
from gridward.work.notices.models import Material, MaterialGrid
from gridward.work.notices.queries.material_doors import not_reached
from gridward.work.notices.queries.materials import check_holds, material_grids, material_of
from gridward.work.notices.rules.words import in_words
from gridward.work.notices.terms import SubjectKind

KIND = "material_list"
TEMPLATE = Path(__file__).resolve().parents[1] / "paper" / "material_list.typ"


@transaction.atomic
def unreached_list(actor: Actor, *, material_id: UUID, grid_id: UUID) -> Printed:
    """Addresses and names of units, nobody's name; in the order of the doors.

    Raises NotFound, MaterialOutdated, MaterialNotNow and what the guard raises.
    """
    row = material_of(actor, material_id)
    check_holds(row)
    here = material_grids(actor, row).filter(grid=grid_id).first()
    if here is None:
        raise NotFound
    lists = [_list(actor, row, kind, grid_id) for kind in SubjectKind]
    export = draft(
        actor,
        kind=KIND,
        format=PaperFormat.PDF.value,
        masked=True,
        grid_ids={grid_id},
        rows=sum(len(one["rows"]) for one in lists),
    )
    data = {**_head(row, here), "lists": lists, "watermark": export.watermark()}
    content = pdf(TEMPLATE, data)
    let_go(actor, export, size=len(content))
    name = say("material.list_file", title=row.title, grid=here.grid.name)
    return Printed.named(name, PaperFormat.PDF, content)


def _list(actor: Actor, row: Material, kind: SubjectKind, grid_id: UUID) -> dict[str, Any]:
    rows = not_reached(actor, row, kind, grid_id)
    return {
        "head": say(f"material.list_{kind.value}"),
        "rows": [one.label for one in rows.only("pk")],
    }


def _head(row: Material, here: MaterialGrid) -> dict[str, Any]:
    ends = in_words(row.valid_to)
    return {
        "title": say("material.list_title", title=row.title, edition=row.edition),
        "where": f"{here.grid.community.name} {here.grid.name}",
        "day": in_words(clock.today()),
        "valid": say("material.list_valid", ends=ends),
        "heads": [say(f"material.list_column_{one}") for one in ("no", "place", "has", "note")],
        "none": say("material.list_none"),
        "signed": say("material.list_signed"),
        "foot": "",
    }
