"""A stable key of a layout, and a mapping that a person corrected, applied again."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from gridward.kernel.sheets.tables import Table
from gridward.kernel.sheets.vocabulary import normalise_header


def layout_key(table: Table) -> str:
    """32 hex digits that are equal for equal normalised headers in equal order, whatever the file."""
    headers = "\x1f".join(normalise_header(column.header) for column in table.columns)
    return hashlib.sha256(headers.encode()).hexdigest()[:32]


def apply_mapping(mapping: Mapping[int, str | None], table: Table) -> None:
    """Set the fields of columns as a person chose them; keys are places in `table.columns`, from 0."""
    table.columns = [
        replace(column, field=mapping[place], score=1.0, alternatives=())
        if place in mapping
        else column
        for place, column in enumerate(table.columns)
    ]
