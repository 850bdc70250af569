"""What of a person stands in a list that leaves the house: masked by default, children longer (PIPL 31, L4, L14)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gridward.ground.register.terms.exports import (
    ExportKind,
    HitLine,
    HouseholdLine,
    OrganisationLine,
    PersonLine,
)
from gridward.kernel.codes import phone as phones
from gridward.kernel.dated import begun, entries_of
from gridward.kernel.masking import mask_date, mask_document, mask_name, mask_phone, mask_plate
from gridward.kernel.problems import Problem
from gridward.kernel.texts import say

CHILDREN = Path(__file__).resolve().parents[1] / "dated" / "children.toml"

COLUMNS: dict[ExportKind, tuple[str, ...]] = {
    ExportKind.HOUSEHOLDS: ("grid", "address", "tenure", "state", "residents", "note"),
    ExportKind.RESIDENTS: ("grid", "address", "name", "sex", "birth", "document_kind", "document")
    + ("phones", "relation", "employer", "plates", "note"),
    ExportKind.ORGANISATIONS: ("grid", "kind", "organisation", "organisation_address")
    + ("representative", "phones", "credit_code", "industry", "trading", "employees", "note"),
    ExportKind.EMPLOYEES: ("grid", "organisation", "name", "sex", "birth", "document_kind")
    + ("document", "phones", "address"),
    ExportKind.SEARCH: ("hit", "title", "subtitle", "grid", "why"),
}
"""Headings of each list, said by `word.register.leaving.<name>`. Epidemic facts are in none: they have own forms."""


@dataclass(frozen=True)
class Showing:
    """How much is shown to whom: `children` in full too, or masked among full rows; `today` decides who is one."""

    masked: bool
    children: bool
    today: date
    language: str

    def hides(self, birth: date | None) -> bool:
        """Whether a person with this birth date is masked."""
        return self.masked or (not self.children and under_guard(birth, self.today))


def under_guard(birth: date | None, today: date) -> bool:
    """Whether somebody is so young that their data are sensitive and a guardian decides (PIPL 28, 31).

    The age is the entry of `dated/children.toml` for that day; an unknown birth date is taken for an adult's.
    """
    if birth is None:
        return False
    had = (today.month, today.day) >= (birth.month, birth.day)
    years = today.year - birth.year - (0 if had else 1)
    return years < guarded_under(today)


def guarded_under(day: date) -> int:
    """Below which age somebody is under guard, by the entry of a day."""
    return int(begun(entries_of(CHILDREN)["guarded_under"], day)[-1]["age"])


def headings(kind: ExportKind, language: str) -> list[str]:
    """The first row."""
    return [say(f"word.register.leaving.{one}", language) for one in COLUMNS[kind]]


def household_cells(line: HouseholdLine, showing: Showing) -> list[str]:
    """Notes are free text, in which anything may stand: they leave in full alone."""
    return [
        line.grid,
        line.address,
        _word("tenure", line.tenure, showing),
        _word("household_state", line.state, showing),
        str(line.residents),
        "" if showing.masked else line.note,
    ]


def resident_cells(line: PersonLine, showing: Showing) -> list[str]:
    """A resident."""
    hides = showing.hides(line.birth)
    who = _person(line, showing, hides)
    return [
        *(line.grid, line.place, *who, line.relation, line.employer),
        "、".join(mask_plate(one) if hides else one for one in line.plates),
        "" if hides else line.note,
    ]


def employee_cells(line: PersonLine, showing: Showing) -> list[str]:
    """An employee; the home address is theirs, not the organisation's."""
    hides = showing.hides(line.birth)
    who = _person(line, showing, hides)
    return [line.grid, line.place, *who, "" if hides else line.address]


def organisation_cells(line: OrganisationLine, showing: Showing) -> list[str]:
    """An organisation: its name and codes are public, who represents it is a person."""
    name = line.representative
    return [
        line.grid,
        _word("organisation_kind", line.kind, showing),
        line.name,
        line.address,
        mask_name(name) if showing.masked else name,
        _phones([line.phone] if line.phone else [], showing.masked),
        line.credit_code,
        _word("industry", line.industry, showing) if line.industry else "",
        _word("trading", line.trading, showing),
        str(line.employees),
        "" if showing.masked else line.note,
    ]


def hit_cells(line: HitLine, showing: Showing) -> list[str]:
    """A hit: its second line is masked already."""
    person = line.kind in ("resident", "employee")
    title = mask_name(line.title) if person and showing.masked else line.title
    return [
        _word("kind", line.kind, showing),
        title,
        line.subtitle,
        line.grid,
        _word("leaving_why", line.why, showing),
    ]


CELLS: dict[ExportKind, Callable[[Any, Showing], list[str]]] = {
    ExportKind.HOUSEHOLDS: household_cells,
    ExportKind.RESIDENTS: resident_cells,
    ExportKind.ORGANISATIONS: organisation_cells,
    ExportKind.EMPLOYEES: employee_cells,
    ExportKind.SEARCH: hit_cells,
}


def _person(line: PersonLine, showing: Showing, hides: bool) -> list[str]:
    birth = line.birth
    day = "" if birth is None else mask_date(birth) if hides else birth.isoformat()
    return [
        mask_name(line.name) if hides else line.name,
        _word("sex", line.sex, showing),
        day,
        _word("document_kind", line.document_kind, showing) if line.document else "",
        mask_document(line.document) if hides else line.document,
        _phones(line.phones, hides),
    ]


def _phones(numbers: Iterable[str], hides: bool) -> str:
    return "、".join(mask_phone(one) if hides else _said(one) for one in numbers)


def _said(number: str) -> str:
    """A number as people write it, without +86."""
    try:
        return phones.parse(number).display
    except Problem:
        return number


def _word(kind: str, value: str, showing: Showing) -> str:
    return say(f"word.register.{kind}.{value}", showing.language)
