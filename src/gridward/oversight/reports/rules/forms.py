"""What stands in which place of Annex 3 and Annex 4: plain facts in, the texts and ticked boxes of the form out.

The layout is the founding document's (`docs/clauses.md`, R1 and R7). Both kinds of file, PDF and Word, are filled from
the same data, so a box is a character here: ☑ or □. What nobody has said leaves every box of its question empty.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridward.kernel.ages import age_on

TICKED, EMPTY = "☑", "□"
HOUSEHOLD_ROWS, EMPLOYEE_ROWS = 4, 2
"""How many rows for persons the printed forms of the founding document have."""
CHILD_UNTIL = 14
"""Years; under this age personal information is sensitive (PIPL art. 28, in force 2021-11-01)."""
MOST_FORMS = 1_000
"""Forms in one file: two or three grids; more would take a printer's day and a server's memory."""

BLANK = "　" * 4
"""What a Word file underlines where no name is known."""

Form = dict[str, Any]
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Place:
    """Where a form belongs: names as the divisions carry them, with 街道 and 社区."""

    street: str
    community: str
    grid: str
    grid_code: str


@dataclass(frozen=True)
class ResidentFacts:
    """A line of Annex 3; texts as they are to be printed, None where nobody has said."""

    name: str
    sex: str = ""
    document: str = ""
    employer: str = ""
    plates: Sequence[str] = ()
    phones: Sequence[str] = ()
    tested: bool | None = None
    from_key_area: bool | None = None
    away: str = ""


@dataclass(frozen=True)
class HouseholdFacts:
    """What Annex 3 says of a household; `tenure` is owner, rented, lent or something else."""

    place: Place
    address: str = ""
    tenure: str = ""
    residents: Sequence[ResidentFacts] = ()


@dataclass(frozen=True)
class ContactFacts:
    """Who has a role at an organisation, and their phone."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class EmployeeFacts:
    """A line of 从业人员信息."""

    name: str
    document: str = ""
    address: str = ""
    phone: str = ""
    fever: bool | None = None
    key_person: str = ""


@dataclass(frozen=True)
class OrganisationFacts:
    """What Annex 4 says of an organisation; `contacts` by role: lead, temp, medical."""

    place: Place
    name: str = ""
    address: str = ""
    legal_representative: str = ""
    phone: str = ""
    trading: str = ""
    industry: str = ""
    contacts: Mapping[str, ContactFacts] = field(default_factory=dict)
    resumption_filed: bool | None = None
    measures: Iterable[str] = ()
    employees: Sequence[EmployeeFacts] = ()


def household_form(facts: HouseholdFacts) -> Form:
    """Annex 3 of one household; at least the four rows of the printed form."""
    people = [_resident(one) for one in facts.residents]
    blank = _resident(ResidentFacts(""))
    return {
        **_head(facts.place),
        "address": facts.address,
        "tenure": _boxes(("owner", "rented", "lent"), facts.tenure),
        "people": people + [blank] * (HOUSEHOLD_ROWS - len(people)),
    }


def organisation_form(facts: OrganisationFacts) -> Form:
    """Annex 4 of one organisation; at least the two rows for employees of the printed form."""
    people = [_employee(one) for one in facts.employees]
    blank = _employee(EmployeeFacts(""))
    nobody = ContactFacts()
    return {
        **_head(facts.place),
        "name": facts.name,
        "address": facts.address,
        "legal_representative": facts.legal_representative,
        "phone": facts.phone,
        "trading": _boxes(("open", "suspended"), facts.trading),
        "industry": facts.industry,
        "contacts": {
            role: {"name": one.name, "phone": one.phone}
            for role in ("lead", "temp", "medical")
            for one in (facts.contacts.get(role, nobody),)
        },
        "resumption": _yes_no(facts.resumption_filed),
        "measures": _boxes(
            ("duty24", "disinfection", "separate_meals", "pledge")
            + ("plan", "masks", "thermometers", "isolation_room"),
            *facts.measures,
        ),
        "people": people + [blank] * (EMPLOYEE_ROWS - len(people)),
    }


def is_child(birth: date | None, today: date) -> bool:
    """Whether somebody is younger than 14; who has no known birth date is taken for grown up."""
    return birth is not None and age_on(birth, today) < CHILD_UNTIL


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts doors as people do: 2栋 before 10栋."""
    pieces = _DIGITS.split(text)
    return tuple(
        (not one.isdecimal(), int(one) if one.isdecimal() else 0, one) for one in pieces if one
    )


def stem_and_word(name: str, word: str) -> tuple[str, str]:
    """西湖街道 → 西湖 and 街道; a name that does not end so (桃花镇) stands whole on the line, without the word."""
    stem = name.removesuffix(word)
    return (stem, word) if stem != name or not name else (name, "")


def _head(place: Place) -> Form:
    street, street_word = stem_and_word(place.street, "街道")
    community, community_word = stem_and_word(place.community, "社区")
    return {
        "street": street,
        "street_on_blank": street or BLANK,
        "street_word": street_word,
        "community": community,
        "community_on_blank": community or BLANK,
        "community_word": community_word,
        "where": " ".join(filter(None, (place.grid, place.grid_code))),
    }


def _resident(one: ResidentFacts) -> Form:
    return {
        "name": one.name,
        "sex": one.sex,
        "document": one.document,
        "employer": one.employer,
        "plates": "\n".join(one.plates),
        "phones": "\n".join(one.phones),
        "tested": _yes_no(one.tested),
        "key_area": _yes_no(one.from_key_area),
        "away": _boxes(("district", "city", "province"), one.away),
    }


def _employee(one: EmployeeFacts) -> Form:
    return {
        "name": one.name,
        "document": one.document,
        "address": one.address,
        "phone": one.phone,
        "fever": _yes_no(one.fever),
        "key_person": _boxes(("risk_area", "city_key_area", "other_returnee"), one.key_person),
    }


def _yes_no(said: bool | None) -> Form:
    return _boxes(("yes", "no"), "" if said is None else "yes" if said else "no")


def _boxes(names: Sequence[str], *ticked: str) -> Form:
    return {name: TICKED if name in ticked else EMPTY for name in names}
