"""What people of the world do at inspections."""

from datetime import date
from typing import Any
from uuid import UUID

from gridward.ground.register.models import Organisation, OrganisationSituation
from gridward.kernel.access import Actor
from gridward.kernel.chinese import search_grams, sort_key
from gridward.kernel.ids import new_id
from gridward.work.inspections.models import Filing, Inspection, RectificationNotice
from gridward.work.inspections.queries.looking import looked_at
from gridward.work.inspections.queries.notices import notice_of
from gridward.work.inspections.services.filings import file_return
from gridward.work.inspections.services.recording import record_inspection
from gridward.work.inspections.terms import (
    FiledBy,
    FilingSaid,
    InspectionAnswer,
    InspectionPurpose,
    InspectionSaid,
    ItemSaid,
)
from tests.world import World

SEEN = "入口无人测温"
ABOUT = ("organisation_id", "facility_id", "grid_id", "notice_id")


def site(
    world: World, grid: str = "a1", name: str = "滕王阁工地", kind: str = "construction_site"
) -> Organisation:
    """A building site at a grid; the register knows of masks and of a plan there."""
    where = {"street_id": world.grids[grid].street_id, "grid": world.grids[grid]}
    row = Organisation.objects.create(
        name=name,
        kind=kind,
        address_text="翠竹路1号",
        sort_key=sort_key(name),
        grams=search_grams(name),
        **where,
    )
    OrganisationSituation.objects.create(organisation=row, measures=["plan", "masks"], **where)
    return row


def said(actor: Actor, wanting: dict[str, Any] | None = None, **words: Any) -> InspectionSaid:
    """An inspection of which all is fine but for `wanting`: an item's words, or more of it."""
    words.setdefault("id", new_id())
    words.setdefault("purpose", InspectionPurpose.DUTY)
    about = {name: words[name] for name in ABOUT if name in words}
    blank = InspectionSaid(id=words["id"], purpose=InspectionPurpose.DUTY, items=(), **about)
    items = [
        _item(one.code, (wanting or {}).get(one.code)) for one in looked_at(actor, blank).items
    ]
    return InspectionSaid(items=tuple(items), **words)


def inspected(
    actor: Actor, organisation: Organisation, wanting: dict[str, Any] | None = None, **words: Any
) -> Inspection:
    """An organisation as somebody inspects it."""
    return record_inspection(
        actor, said=said(actor, wanting, organisation_id=organisation.pk, **words)
    )


def rechecked(
    actor: Actor, notice_id: UUID, wanting: dict[str, Any] | None = None, **words: Any
) -> Inspection:
    """The items of a notice as somebody looks at them again."""
    words = {"purpose": InspectionPurpose.RECHECK, "notice_id": notice_id, **words}
    return record_inspection(actor, said=said(actor, wanting, **words))


def noticed(actor: Actor, organisation: Organisation) -> RectificationNotice:
    """A notice of two items: somebody at the entrance (serious), a roster (ordinary)."""
    wanting = {"entry_check": SEEN, "roster": "名册缺5人"}
    made = inspected(actor, organisation, wanting, present="王强", present_role="项目经理")
    return notice_of(actor, made.notice.pk)


def measures(organisation: Organisation) -> set[str]:
    """What the register knows now."""
    return set(OrganisationSituation.objects.get(organisation=organisation).measures)


def _item(code: str, found: Any) -> ItemSaid:
    if found is None:
        return ItemSaid(code, InspectionAnswer.FINE)
    if isinstance(found, ItemSaid):
        return found
    return ItemSaid(code, InspectionAnswer.WANTING, text=found)


def filed(actor: Actor, organisation: Organisation, **words: Any) -> Filing:
    """A filing with all that is required, to begin a week later."""
    plain = {
        "id": new_id(),
        "organisation_id": organisation.pk,
        "filed_by": FiledBy.ORGANISATION,
        "resumes_on": date(2026, 3, 9),
        "persons": 30,
        "has": frozenset({"plan", "pledge", "roster", "kit", "isolation_room"}),
        "contact": "王强",
        "phone": "13800138000",
    }
    return file_return(actor, said=FilingSaid(**{**plain, **words}))
