"""Doors: the address book."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.territory.api.created import created
from gridward.ground.territory.api.reader import reader
from gridward.ground.territory.models import Division, Road
from gridward.ground.territory.problems import PlaceOfNameMissing
from gridward.ground.territory.queries import street_of
from gridward.ground.territory.queries.book import (
    BookFilter,
    disputes,
    entries,
    entry_of,
    learning_rule,
    learning_settings,
    suggestions,
)
from gridward.ground.territory.queries.places import building_of, site_of
from gridward.ground.territory.schemas.book import (
    CorrectionIn,
    CorrectionOut,
    DisputeOut,
    LearningIn,
    LearningOut,
    LearningSettingOut,
    NameChange,
    NameIn,
    NameMerge,
    NameOut,
    NameRetire,
    RoadOut,
    SettleSuggestion,
    SuggestionOut,
)
from gridward.ground.territory.services.book import (
    Place,
    add_name,
    change_name,
    merge_names,
    retire_name,
    said,
)
from gridward.ground.territory.services.learning import (
    choice,
    confirm_suggestion,
    note_correction,
    refuse_suggestion,
    set_learning,
)
from gridward.ground.territory.terms.book import (
    CorrectionOrigin,
    NameKind,
    Subject,
    SuggestionState,
)
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.kernel.problems import NotFound

router = door("territory")


class NamesWanted(Schema):
    """Which entries; `after` is the cursor of the page before."""

    q: str = ""
    kind: NameKind | None = None
    subject: Subject | None = None
    retired: bool = False
    after: str | None = None


class SuggestionsWanted(Schema):
    """Which suggestions; `after` is the cursor of the page before."""

    state: SuggestionState = SuggestionState.OPEN
    after: str | None = None


@router.get("/names", response=answers(PageOut[NameOut]))
def list_names(request: HttpRequest, wanted: Query[NamesWanted]) -> object:
    """The address book by name."""
    chosen = BookFilter(wanted.q, wanted.kind, wanted.subject, wanted.retired)
    one = page(entries(reader(request), chosen), ["key", "id"], wanted.after)
    return {"items": [NameOut.of(row) for row in one.rows], "next": one.next}


@router.post("/names", response=answers(NameOut, 201))
def post_name(request: HttpRequest, given: NameIn) -> object:
    """Enter what a place is also called."""
    actor = actor_of(request)

    def add() -> object:
        fields = given.model_dump(include={"name", "kind", "valid_from", "valid_to", "note"})
        entry = add_name(actor, place=_place(actor, given), **fields)
        return NameOut.of(entry_of(actor, entry.pk))

    return created(request, NameOut, given, add)


@router.patch("/names/{name_id}", response=answers(NameOut))
def patch_name(request: HttpRequest, name_id: UUID, given: NameChange) -> object:
    """Change an entry."""
    actor = actor_of(request)
    change_name(actor, name_id=name_id, **given.model_dump(exclude_unset=True))
    return NameOut.of(entry_of(actor, name_id))


@router.post("/names/{name_id}/retire", response=answers(NameOut))
def post_retire_name(request: HttpRequest, name_id: UUID, given: NameRetire) -> object:
    """A name is not read any more."""
    actor = actor_of(request)
    retire_name(actor, name_id=name_id, version=given.version)
    return NameOut.of(entry_of(actor, name_id))


@router.post("/names/{name_id}/merge", response=answers(NameOut))
def post_merge_name(request: HttpRequest, name_id: UUID, given: NameMerge) -> object:
    """Bring an entry into another; answers the one that stays."""
    kept = merge_names(
        actor_of(request), name_id=name_id, version=given.version, into_id=given.into
    )
    return NameOut.of(kept)


@router.get("/name-disputes", response=answers(list[DisputeOut]))
def list_disputes(request: HttpRequest) -> object:
    """Names that may mean several places: addresses with them are asked about."""
    return [DisputeOut.of(one) for one in disputes(reader(request))]


@router.get("/name-suggestions", response=answers(PageOut[SuggestionOut]))
def list_suggestions(request: HttpRequest, wanted: Query[SuggestionsWanted]) -> object:
    """What corrections suggest, where the caller changes the territory; the newest first."""
    actor = actor_of(request)
    actor.require(Permission.TERRITORY_CHANGE)
    one = page(suggestions(actor, wanted.state), ["-id"], wanted.after)
    needed = _needed(actor)
    return {"items": [SuggestionOut.of(row, needed) for row in one.rows], "next": one.next}


@router.post("/name-suggestions/{suggestion_id}/confirm", response=answers(SuggestionOut))
def post_confirm(request: HttpRequest, suggestion_id: UUID, given: SettleSuggestion) -> object:
    """The place is called so: the name is in force."""
    actor = actor_of(request)
    row = confirm_suggestion(actor, suggestion_id=suggestion_id, version=given.version)
    return SuggestionOut.of(row, _needed(actor))


@router.post("/name-suggestions/{suggestion_id}/refuse", response=answers(SuggestionOut))
def post_refuse(request: HttpRequest, suggestion_id: UUID, given: SettleSuggestion) -> object:
    """The place is not called so."""
    actor = actor_of(request)
    row = refuse_suggestion(actor, suggestion_id=suggestion_id, **given.model_dump())
    return SuggestionOut.of(row, _needed(actor))


@router.get("/learning", response=answers(LearningOut))
def get_learning(request: HttpRequest) -> object:
    """After how many equal corrections names are in force by themselves."""
    actor = reader(request)
    rule = learning_rule(street_of(actor).pk, clock.today())
    settings = [
        LearningSettingOut.model_validate(one, from_attributes=True)
        for one in learning_settings(actor)
    ]
    return {"corrections": rule.corrections, "source": rule.source, "settings": settings}


@router.post("/learning", response=answers(LearningSettingOut, 201))
def post_learning(request: HttpRequest, given: LearningIn) -> object:
    """Set the rule of learning from a day on; for who answers for the whole street."""
    return Status(201, set_learning(actor_of(request), **given.model_dump()))


@router.post("/addresses/corrections", response=answers(CorrectionOut))
def post_correction(request: HttpRequest, given: CorrectionIn) -> object:
    """Say which place an address means; what it is called there is learned."""
    actor = reader(request)
    chosen = choice(actor, **given.model_dump(exclude={"text"}))
    grid = (chosen.building or chosen.site).grid_id
    actor.require(Permission.REGISTER_CHANGE, grid)
    learned = note_correction(
        actor, text=given.text, chosen=chosen, origin=CorrectionOrigin.ADDRESS_PAGE
    )
    place = (learned.building or learned.site) if learned else None
    return {
        "name": learned.name if learned else "",
        "place": said(place) if place else "",
        "count": learned.count if learned else 0,
        "wanted": _needed(actor),
        "in_force": learned is not None and learned.state == SuggestionState.ACCEPTED,
    }


@router.get("/roads", response=answers(list[RoadOut]))
def list_roads(request: HttpRequest) -> object:
    """The named roads of the caller's street."""
    return Road.objects.filter(street=street_of(reader(request))).order_by("name")


def _needed(actor: Actor) -> int:
    return learning_rule(street_of(actor).pk, clock.today()).corrections


def _place(actor: Actor, given: NameIn) -> Place:
    """The one place of a new entry; raises PlaceOfNameMissing, NotFound."""
    finders: dict[str, Callable[[UUID], Place]] = {
        "site_id": lambda wanted: site_of(actor, wanted),
        "building_id": lambda wanted: building_of(actor, wanted),
        "road_id": lambda wanted: _of_street(Road.objects, wanted, street=street_of(actor)),
        "community_id": lambda wanted: _of_street(
            Division.objects, wanted, parent=street_of(actor)
        ),
    }
    named = [name for name in finders if getattr(given, name) is not None]
    if len(named) != 1:
        raise PlaceOfNameMissing
    return finders[named[0]](getattr(given, named[0]))


def _of_street(rows: Any, wanted: UUID, **street: Division) -> Any:
    found = rows.filter(pk=wanted, **street).first()
    if found is None:
        raise NotFound
    return found
