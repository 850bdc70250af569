"""The mapping that was found in a file, for a person to see and correct; corrections are remembered for the layout."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from gridward.ground.register.models import RosterBatch, RosterLayout
from gridward.ground.register.rules.roster.file_rows import RosterFile, RosterTable
from gridward.ground.register.rules.roster.vocabulary import RESIDENTS
from gridward.ground.register.services.rosters.problems import UnknownColumn
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_address, mask_document, mask_name, mask_phone, mask_plate
from gridward.kernel.sheets.cells import cell_text

SAMPLES: Final = 3


def _hidden(text: str) -> str:
    return "*" * len(text)


_MASKS: Final[dict[str, Callable[[str], str]]] = {
    "name": mask_name,
    "head": mask_name,
    "document": mask_document,
    "phone": mask_phone,
    "plate": mask_plate,
    "address": mask_address,
    "room": _hidden,
    "birth": _hidden,
}
_PLAIN: Final = frozenset(
    [
        "sex",
        "relation",
        "tenure",
        "site",
        "building",
        "unit",
        "floor",
        "community",
        "grid",
        "document_kind",
        "tested",
    ]
)

Plan = dict[str, Any]


def plan_of(file: RosterFile) -> Plan:
    """The sheets with their heights, and each layout once with its columns, samples masked."""
    layouts: dict[str, Plan] = {}
    for table in file.tables:
        layout = layouts.setdefault(table.key, _layout(table))
        layout["tables"] += 1
        layout["rows"] += table.table.rows
    sheets = [{"name": sheet.name, "rows": sheet.height} for sheet in file.workbook.sheets]
    return {"sheets": sheets, "layouts": list(layouts.values()), "cards": len(file.lone_cards)}


def _layout(table: RosterTable) -> Plan:
    samples = [row for _, (_, row) in zip(range(SAMPLES), table.table.body(), strict=False)]
    return {
        "key": table.key,
        "sheet": table.sheet_name,
        "header_rows": [table.table.header_rows.start, table.table.header_rows.stop - 1],
        "score": table.table.score,
        "remembered": table.remembered,
        "tables": 0,
        "rows": 0,
        "columns": [
            {
                "place": place,
                "header": column.header,
                "field": column.field,
                "score": column.score,
                "alternatives": [match.field for match in column.alternatives],
                "samples": [_masked(column.field, cell_text(row[place])) for row in samples],
            }
            for place, column in enumerate(table.table.columns)
        ],
    }


def _masked(field: str | None, text: str) -> str:
    if field in _PLAIN:
        return text[:20]
    mask = _MASKS.get(field or "", mask_document)
    return mask(text)[:40]


def remember(actor: Actor, batch: RosterBatch, key: str, mapping: Mapping[int, str | None]) -> None:
    """Keep a corrected mapping for all files of this layout in the street; raises UnknownColumn."""
    layout = next((one for one in batch.plan.get("layouts", ()) if one["key"] == key), None)
    if layout is None:
        raise UnknownColumn(what=key)
    for place, name in mapping.items():
        if place not in range(len(layout["columns"])):
            raise UnknownColumn(what=place)
        if name is not None and name not in RESIDENTS.fields:
            raise UnknownColumn(what=name)
    RosterLayout.objects.update_or_create(
        street_id=batch.street_id,
        layout_key=key,
        defaults={"mapping": {str(k): v for k, v in mapping.items()}, "account_name": actor.name},
    )
