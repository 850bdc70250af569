"""Lists and rows that an actor may see."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gridward.ground.register.models import Resident
from gridward.ground.register.terms.people import LeftWhy
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries.rows import found, with_grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ages import age_on
from gridward.work.screening.models import ListLayout, PushList, PushListRow, RowCandidate
from gridward.work.screening.terms import TAKEN, ListRowState, PersonNow, ReadRow

OF_AGE = 18


@dataclass(frozen=True)
class RowTold:
    """What a row says of the person; `birth` is a day in ISO form."""

    name: str = ""
    document: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    birth: str = ""
    sex: str = ""
    note: str = ""

    @classmethod
    def of(cls, row: ReadRow) -> "RowTold":
        """From a row as it was read."""
        birth = row.birth.isoformat() if row.birth else ""
        same = ("name", "document", "phones", "address", "sex", "note")
        return cls(birth=birth, **{name: getattr(row, name) for name in same})

    @classmethod
    def opened(cls, text: str | None) -> "RowTold":
        """From what was sealed."""
        said = json.loads(text or "{}")
        return cls(**{**said, "phones": tuple(said.get("phones", ()))})

    def sealed(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)


def keeps_street(actor: Actor, street_id: UUID) -> bool:
    """Whether the actor keeps lists at all grids of a street: its own lists are for these alone."""
    held = actor.grids(Permission.SCREENING_KEEP)
    if not held or not actor.serves(street_id):
        return False
    return set(grids_of_street(street_id)) <= held


def grids_of_street(street_id: UUID) -> list[UUID]:
    """The grids of a street in force."""
    rows = Grid.objects.filter(street_id=street_id, valid_to=None)
    return list(rows.values_list("id", flat=True))


def visible_to(actor: Actor) -> QuerySet[PushList]:
    """Lists of the actor's grids, and those of the street for whoever keeps lists in all of it."""
    wanted = Q(grid_id__among=actor.grids(Permission.SCREENING_KEEP))
    if actor.street_id is None and actor.member_id is None:
        wanted |= Q(grid=None)
    elif actor.street_id is not None and keeps_street(actor, actor.street_id):
        wanted |= Q(grid=None, street=actor.street_id)
    return with_grid(PushList.objects.filter(wanted), "corrects")


def list_of(actor: Actor, list_id: UUID) -> PushList:
    """One list; raises NotFound."""
    return found(visible_to(actor), list_id)


def list_to_change(actor: Actor, list_id: UUID) -> PushList:
    """One list, locked until the transaction ends; raises NotFound."""
    rows = visible_to(actor).select_related(None).select_related("grid")
    return found(rows.select_for_update(of=("self",)), list_id)


def rows_of(pushed: PushList, state: ListRowState | None = None) -> QuerySet[PushListRow]:
    """The rows of a list, all or in one state; in the order of the file by (sheet, number, member)."""
    rows = PushListRow.objects.filter(pushed=pushed).select_related("task__order")
    return rows.filter(state=state) if state else rows


def row_of(actor: Actor, row_id: UUID, *, locked: bool = False) -> PushListRow:
    """A row of a list that the actor sees; raises NotFound."""
    rows = PushListRow.objects.filter(pushed__in=visible_to(actor).values("id"))
    rows = rows.select_related("pushed__grid", "task__order")
    return found(rows.select_for_update(of=("self",)) if locked else rows, row_id)


def states_of(lists: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """How many rows of each list are in which state; one query."""
    rows = PushListRow.objects.filter(pushed_id__among=list(lists)).values("pushed_id", "state")
    counted: dict[UUID, dict[str, int]] = {}
    for one in rows.annotate(n=Count("id")).order_by("pushed_id", "state"):
        counted.setdefault(one["pushed_id"], {})[one["state"]] = one["n"]
    return counted


def outcomes_of(pushed: PushList) -> dict[str, int]:
    """How many rows of a list have which outcome."""
    rows = PushListRow.objects.filter(pushed=pushed).exclude(outcome="").values("outcome")
    return {one["outcome"]: one["n"] for one in rows.annotate(n=Count("id")).order_by("outcome")}


def told_of(row: PushListRow) -> RowTold:
    """What a row says; raises SealBroken."""
    return RowTold.opened(row.open_sealed("said"))


def candidates_of(row: PushListRow) -> list[RowCandidate]:
    """Who may be meant, the likeliest first."""
    return list(RowCandidate.objects.filter(row=row).order_by("rank"))


def mappings_of(street_id: UUID, sender: str) -> dict[str, dict[int, str | None]]:
    """The layouts of a sender by key: place of a column to its field."""
    rows = ListLayout.objects.filter(street_id=street_id, sender=sender)
    return {
        one.layout_key: {int(place): name for place, name in one.mapping.items()} for one in rows
    }


def senders_of(actor: Actor) -> list[str]:
    """Who sent lists before, by name."""
    rows = visible_to(actor).order_by("sender").values_list("sender", flat=True)
    return list(rows.distinct())[:50]


def repeated_in(pushed: PushList, keys: Collection[bytes]) -> Mapping[UUID, int]:
    """How many of some rows stand in other lists that were taken in, by list; of the street, whoever keeps them."""
    rows = PushListRow.objects.filter(street_id=pushed.street_id, row_key__among=keys)
    rows = rows.filter(pushed__state__in=sorted(TAKEN)).exclude(pushed=pushed)
    counted = rows.values("pushed_id").annotate(n=Count("row_key", distinct=True))
    return {one["pushed_id"]: one["n"] for one in counted.order_by("-n", "pushed_id")}


def person_now(resident: Resident, day: date) -> PersonNow:
    """What the register says of somebody on a day."""
    if resident.left_on is not None:
        gone = {LeftWhy.DECEASED: PersonNow.DEAD, LeftWhy.MISTAKEN: PersonNow.MISTAKEN}
        return gone.get(LeftWhy(resident.left_why), PersonNow.MOVED)
    birth = resident.birth_date
    return PersonNow.MINOR if birth and age_on(birth, day) < OF_AGE else PersonNow.HERE
