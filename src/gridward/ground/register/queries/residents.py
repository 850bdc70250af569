"""Residents as a list: by grid, name, sex, age, tenure and situation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.register.terms.people import Away, Sex, Tenure
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.chinese import query_grams
from gridward.kernel.compiled import Compiled

Said = Literal["yes", "no", "unsaid"]
MOST_NAMED = 2_000
"""People of one name, or beginning of one, that a list goes through."""


@dataclass(frozen=True)
class ResidentFilter:
    """Which residents who live here now. Ages are whole years, both ends included.

    `tested` and `from_key_area` are answers or that nobody has said; they find only where the situation may be read.
    """

    grid_id: UUID | None = None
    text: str = ""
    sex: Sex | None = None
    age_from: int | None = None
    age_to: int | None = None
    tenure: Tenure | None = None
    tested: Said | None = None
    from_key_area: Said | None = None
    away: Away | None = None


def residents(actor: Actor, wanted: ResidentFilter) -> QuerySet[Resident]:
    """The actor's residents."""
    rows = visible_to(actor, Resident, wanted.grid_id).filter(left_on=None)
    plain = {"sex": wanted.sex, "household__tenure": wanted.tenure}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    rows = rows.filter(_of_age(wanted, clock.today()))
    if wanted.text.strip():
        rows = rows.filter(_named(actor, wanted.text.strip()))
    return _in_situation(actor, rows, wanted)


def told_residents(rows: QuerySet[Resident]) -> Any:
    """What a list tells of residents, as named tuples: rows of four tables cost more to make than to ask for."""
    return rows.values_list(
        *("id", "version", "grid_id", "grid__code", "grid__name", "name", "sort_key"),
        *("sex", "birth_date", "document", "relation", "employer"),
        *("household_id", "household__address_text", "household__tenure"),
        *("situation__id", "situation__tested", "situation__from_key_area", "situation__away"),
        named=True,
    )


def phones_of(residents: Iterable[UUID]) -> Mapping[UUID, list[tuple[UUID, bytes]]]:
    """By resident the ids and sealed numbers of their phones."""
    found: dict[UUID, list[tuple[UUID, bytes]]] = defaultdict(list)
    for resident, *phone in _PHONES.ask(list(residents)):
        found[resident].append((phone[0], phone[1]))
    return found


def first_phone(resident: Resident) -> str:
    """The number of theirs that was told first, empty without one; raises SealBroken."""
    row = ResidentPhone.objects.filter(resident=resident).order_by("created_at", "id").first()
    return (row.open_sealed("phone") or "") if row else ""


_PHONES = Compiled(
    lambda residents: ResidentPhone.objects.filter(resident_id__among=residents).values_list(
        "resident_id", "id", "phone"
    ),
    list,
)


def _of_age(wanted: ResidentFilter, today: date) -> Q:
    condition = Q()
    if wanted.age_from is not None:
        condition &= Q(birth_date__lte=_years_before(today, wanted.age_from))
    if wanted.age_to is not None:
        condition &= Q(birth_date__gt=_years_before(today, wanted.age_to + 1))
    return condition


def _years_before(day: date, years: int) -> date:
    """The same day years ago; of a 29 February the day before."""
    year = max(day.year - years, 1)
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap else day.replace(year=year)


def _named(actor: Actor, text: str) -> Q:
    """By characters, pinyin or initials through the function of migration 0004, which is quick behind the wall."""
    grams = query_grams(text)
    if not grams:
        return Q(name__icontains=text)
    grids = list(actor.grids(Permission.REGISTER_READ))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register_resident_named(%s, %s, %s, %s)", [list(grams), text, grids, MOST_NAMED]
        )
        return Q(pk__in=[row[0] for row in cursor.fetchall()])


def _in_situation(
    actor: Actor, rows: QuerySet[Resident], wanted: ResidentFilter
) -> QuerySet[Resident]:
    asked: dict[str, Said | None] = {
        "tested": wanted.tested,
        "from_key_area": wanted.from_key_area,
    }
    said = {name: value for name, value in asked.items() if value}
    if not said and wanted.away is None:
        return rows
    rows = rows.filter(grid_id__in=actor.grids(Permission.SITUATION_READ))
    for name, answer in said.items():
        value: Any = {"yes": True, "no": False, "unsaid": None}[answer]
        rows = rows.filter(**{f"situation__{name}": value})
    return rows if wanted.away is None else rows.filter(_away(wanted.away))


def _away(where: Away) -> Q:
    here = Q(situation__away=where)
    return here | Q(situation=None) if where is Away.NONE else here
