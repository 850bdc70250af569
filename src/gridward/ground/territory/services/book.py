"""The address book written by people: what places are also called, entered, changed, retired and merged."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import (
    Building,
    Called,
    Division,
    Grid,
    NameEvidence,
    NameSuggestion,
    NameUse,
    PlaceName,
    Road,
    Site,
)
from gridward.ground.territory.problems import (
    DaysNotInOrder,
    NameKnown,
    NameRetired,
    NamesApart,
    NameUnlikely,
)
from gridward.ground.territory.queries.book import entry_of, key_of, names_visible_to
from gridward.ground.territory.rules.address_words import number_key
from gridward.ground.territory.terms.book import NameKind, NameSource
from gridward.ground.territory.terms.places import GridKind, TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotAllowed, NotFound, Stale

_FOLLOW: tuple[tuple[type[Model], str, type[Model]], ...] = (
    (PlaceName, "building", Building),
    (PlaceName, "site", Site),
    (NameUse, "name", PlaceName),
    (NameSuggestion, "building", Building),
    (NameSuggestion, "site", Site),
    (NameEvidence, "suggestion", NameSuggestion),
)
_KEYS = ("site_id", "building_id", "key")
Place = Site | Building | Road | Division
"""What a name is for; a division is a community."""


class NameFields(TypedDict, total=False):
    """What people say of a name; what is left out stays. Days are those of an old name's use."""

    name: str
    kind: NameKind
    valid_from: date | None
    valid_to: date | None
    note: str


@transaction.atomic
def add_name(
    actor: Actor,
    *,
    place: Place,
    source: NameSource = NameSource.TYPED,
    **given: Unpack[NameFields],
) -> PlaceName:
    """Enter what a place is also called. A compound in several grids is called so in each that the actor may change.

    Raises NameUnlikely, NameKnown, DaysNotInOrder, NotAllowed, NotFound.
    """
    require(actor, place)
    entry = _entry(actor, place, given)
    entry.source = source
    _store(entry, place)
    for part in _other_parts(actor, place):
        twin = _entry(actor, part, given)
        twin.source = source
        PlaceName.objects.bulk_create([twin], ignore_conflicts=True)
    record(actor, TerritoryAct.NAME_ADDED, _about(entry), place=said(place), name=entry.name)
    return entry


@transaction.atomic
def change_name(
    actor: Actor, *, name_id: UUID, version: int, **given: Unpack[NameFields]
) -> PlaceName:
    """Change an entry in force. Raises Stale, NameRetired, NameUnlikely, NameKnown, DaysNotInOrder, NotAllowed."""
    entry = _locked(actor, name_id, version)
    place = place_of(entry)
    changed = _entry(actor, place, {**_fields(entry), **given})
    for column in ("name", "key", "kind", "valid_from", "valid_to", "note"):
        setattr(entry, column, getattr(changed, column))
    entry.version += 1
    _store(entry, place)
    record(actor, TerritoryAct.NAME_CHANGED, _about(entry), place=said(place), name=entry.name)
    return entry


@transaction.atomic
def retire_name(actor: Actor, *, name_id: UUID, version: int) -> PlaceName:
    """A name is not read any more; the entry stays with its history. Raises Stale, NameRetired, NotAllowed."""
    entry = _locked(actor, name_id, version)
    _retire(actor, entry)
    record(
        actor,
        TerritoryAct.NAME_RETIRED,
        _about(entry),
        place=said(place_of(entry)),
        name=entry.name,
    )
    return entry


@transaction.atomic
def merge_names(actor: Actor, *, name_id: UUID, version: int, into_id: UUID) -> PlaceName:
    """Bring one entry into another: the first is retired, its uses and days go to the second.

    For one name of two places this says which of them is meant. Raises NamesApart, Stale, NameRetired, NotAllowed.
    """
    entry = _locked(actor, name_id, version)
    kept = _locked(actor, into_id, None)
    same_place = said(place_of(entry)) == said(place_of(kept))
    if entry.pk == kept.pk or not (same_place or entry.key == kept.key):
        raise NamesApart
    if entry.valid_from and kept.valid_from:
        kept.valid_from = min(entry.valid_from, kept.valid_from)
    if entry.valid_to and kept.valid_to:
        kept.valid_to = max(entry.valid_to, kept.valid_to)
    kept.version += 1
    kept.save()
    entry.merged_into = kept
    _retire(actor, entry)
    if use := NameUse.objects.filter(name=entry).first():
        count_uses({kept.pk: use.count}, use.last_on)
    record(
        actor,
        TerritoryAct.NAMES_MERGED,
        _about(kept),
        name=entry.name,
        from_place=said(place_of(entry)),
        into=kept.name,
        place=said(place_of(kept)),
    )
    return entry_of(actor, kept.pk)


def set_names(actor: Actor, place: Site | Building, names: Iterable[str]) -> None:
    """Make the names of a place these: new ones are entered, those left out are retired."""
    wanted = {key_of(name): name.strip() for name in names if key_of(name)}
    standing = {row.key: row for row in _of(place).filter(retired_on=None)}
    for key in standing.keys() - wanted.keys():
        _retire(actor, standing[key])
    store_names(actor, [(place, wanted[key]) for key in wanted.keys() - standing.keys()])


def store_names(
    actor: Actor,
    names: Collection[tuple[Site | Building, str]],
    source: NameSource = NameSource.TYPED,
) -> None:
    """Enter many names at once, those that stand already stay; without lines of the record, which the caller writes.

    A building's number in another style needs no entry: 3幢 is read as 3栋. An import brings no retired name back.
    """
    entered = _entered([place for place, _ in names]) if source is NameSource.IMPORTED else set()
    rows = []
    for place, name in names:
        key = key_of(name)
        numbered = isinstance(place, Building) and number_key(name) == place.number_key
        if not numbered and len(key) > 1 and (place.pk, key) not in entered:
            row = _entry(actor, place, {"name": name[:100]}, checked=False)
            row.source = source
            rows.append(row)
    PlaceName.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def _entered(places: Iterable[Site | Building]) -> set[tuple[UUID, str]]:
    """Every name that places have or had in the book."""
    ids = {place.pk for place in places}
    rows = PlaceName.objects.filter(Q(site_id__in=ids) | Q(building_id__in=ids))
    return {(site or building, key) for site, building, key in rows.values_list(*_KEYS)}


def copy_names(site: Site, part: Site) -> None:
    """A further row of a compound is called what the compound is called."""
    copied = ("street_id", "name", "key", "kind", "source", "valid_from", "valid_to", "note")
    PlaceName.objects.bulk_create(
        [
            PlaceName(
                site=part,
                grid_id=part.grid_id,
                entered_by=row.entered_by,
                **{column: getattr(row, column) for column in copied},
            )
            for row in PlaceName.objects.filter(site=site, retired_on=None)
        ],
        ignore_conflicts=True,
    )


def count_uses(entries: Mapping[UUID, int], on: date) -> None:
    """Count that names of the book were read in addresses that were stored; one statement for all."""
    grids = dict(PlaceName.objects.filter(pk__in=entries).values_list("id", "grid_id"))
    for name, count in entries.items():
        if name not in grids:
            continue
        new = {"grid_id": grids[name], "count": count, "last_on": on}
        use, made = NameUse.objects.get_or_create(name_id=name, defaults=new)
        if not made:
            NameUse.objects.filter(pk=use.pk).update(count=F("count") + count, last_on=on)


def follow_names(old_grid: UUID) -> None:
    """Names, and what stands around them, go where their places went; for after places of a grid moved."""
    for model, above, place in _FOLLOW:
        rows = model._default_manager.filter(grid=old_grid, **{f"{above}__isnull": False})
        home = place._default_manager.filter(pk=OuterRef(f"{above}_id"))
        where = {"grid_id": Subquery(home.values("grid_id"))}
        if issubclass(model, Called):
            where["street_id"] = Subquery(home.values("street_id"))
        rows.exclude(**{f"{above}__grid": old_grid}).update(**where)


def follow_street(old_street: UUID, new_street: UUID) -> None:
    """Names of roads and communities, which are the street's own, go on in the street that took over."""
    PlaceName.objects.filter(street=old_street, grid=None).update(street=new_street)


def require(actor: Actor, place: Place) -> None:
    """Raise NotAllowed or NotFound unless the actor may change the place.

    A community's names need the right at its grid, a road's at every base grid of the street: it is everybody's.
    """
    if isinstance(place, Site | Building):
        actor.require(Permission.TERRITORY_CHANGE, place.grid_id)
        return
    grids = Grid.objects.filter(valid_to=None)
    if isinstance(place, Road):
        grids = grids.filter(street_id=place.street_id)
    else:
        grids = grids.filter(community=place, kind=GridKind.COMMUNITY)
    ids = set(grids.values_list("id", flat=True))
    if not ids or not ids <= actor.grids(Permission.TERRITORY_CHANGE):
        raise NotAllowed(permission=Permission.TERRITORY_CHANGE.value)


def place_of(entry: PlaceName | NameSuggestion) -> Place:
    """What an entry or a suggestion is about."""
    place: Place | None = entry.site or entry.building
    if isinstance(entry, PlaceName):
        place = place or entry.road or entry.community
    if place is None:
        raise NotFound
    return place


def said(place: Place) -> str:
    """A place as people say it: a building with its compound."""
    return f"{place.site.name}{place.name}" if isinstance(place, Building) else place.name


def _entry(actor: Actor, place: Place, given: NameFields, *, checked: bool = True) -> PlaceName:
    name = " ".join(given.get("name", "").split())
    key = key_of(name)
    if checked and (len(key) < 2 or key.isdecimal()):
        raise NameUnlikely
    if checked and key == key_of(place.name):
        raise NameKnown(place=said(place), name=name)
    valid_from, valid_to = given.get("valid_from"), given.get("valid_to")
    if valid_from and valid_to and valid_to <= valid_from:
        raise DaysNotInOrder
    return PlaceName(
        **{_column(place): place},
        street_id=_street(place),
        grid_id=place.grid_id if isinstance(place, Site | Building) else None,
        name=name,
        key=key,
        kind=given.get("kind", NameKind.NICKNAME),
        valid_from=valid_from,
        valid_to=valid_to,
        note=given.get("note", "").strip(),
        entered_by=actor.name,
    )


def _store(entry: PlaceName, place: Place) -> None:
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise NameKnown(place=said(place), name=entry.name) from None


def _other_parts(actor: Actor, place: Place) -> Iterable[Site]:
    """The other rows of a compound that lies in several grids."""
    if not isinstance(place, Site):
        return ()
    held = actor.grids(Permission.TERRITORY_CHANGE)
    same = Site.objects.filter(street_id=place.street_id, kind=place.kind, name=place.name)
    return same.filter(grid_id__in=held).exclude(pk=place.pk)


def _locked(actor: Actor, name_id: UUID, version: int | None) -> PlaceName:
    rows = names_visible_to(actor).select_for_update(of=("self",))
    entry = rows.select_related("site", "building__site", "road", "community").filter(pk=name_id)
    found = entry.first()
    if found is None:
        raise NotFound
    require(actor, place_of(found))
    if found.retired_on is not None:
        raise NameRetired
    if version is not None and found.version != version:
        raise Stale
    return found


def _retire(actor: Actor, entry: PlaceName) -> None:
    entry.retired_on, entry.retired_by = clock.today(), actor.name
    entry.version += 1
    entry.save()


def _fields(entry: PlaceName) -> NameFields:
    return NameFields(
        name=entry.name,
        kind=NameKind(entry.kind),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        note=entry.note,
    )


def _of(place: Site | Building) -> QuerySet[PlaceName]:
    return PlaceName.objects.filter(**{_column(place): place})


def _column(place: Place) -> str:
    if isinstance(place, Division):
        return "community"
    return type(place).__name__.lower()


def _street(place: Place) -> UUID:
    if isinstance(place, Division):
        return place.parent_id or place.pk
    return place.street_id


def _about(entry: PlaceName) -> About:
    return About("territory_placename", entry.pk, entry.grid_id)
