"""The address book: entries, names that several places bear, what corrections suggest, the rule of learning."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet

from gridward.ground.territory.models import (
    Division,
    LearningSetting,
    NameEvidence,
    NameSuggestion,
    PlaceName,
    Site,
)
from gridward.ground.territory.queries.visible import street_of
from gridward.ground.territory.rules.address_words import tidy
from gridward.ground.territory.terms.addresses import BookName
from gridward.ground.territory.terms.book import (
    FIRST_RULE,
    LearningRule,
    NameKind,
    NameSource,
    Subject,
    SuggestionState,
)
from gridward.kernel.access import Actor, Grids, Permission
from gridward.kernel.problems import NotFound

_WRONG_ALREADY = frozenset({NameKind.MISSPELLING, NameKind.SAME_SOUND})
_PLACES = ("grid", "site", "building__site", "road", "community")


@dataclass(frozen=True)
class BookFilter:
    """Which entries: holding a text in name or place, of a kind, of a sort of place, retired ones instead."""

    text: str = ""
    kind: NameKind | None = None
    subject: Subject | None = None
    retired: bool = False


@dataclass(frozen=True)
class Dispute:
    """A name in force that means several places; `official` are places that are officially called so."""

    name: str
    entries: list[PlaceName]
    official: list[Site]


def key_of(name: str) -> str:
    """A name as texts are compared with it."""
    return tidy(name).replace(" ", "")


def names_visible_to(actor: Actor) -> QuerySet[PlaceName]:
    """Entries about places at the actor's grids, and about roads and communities of the actor's street."""
    held = actor.grids(Permission.TERRITORY_READ)
    ours = Q(grid__isnull=True, street_id=actor.street_id) if held else Q(pk=None)
    return PlaceName.objects.filter(Q(grid_id__in=held) | ours)


def entries(actor: Actor, wanted: BookFilter) -> QuerySet[PlaceName]:
    """Entries with their places and how often each was read; one query a page."""
    rows = names_visible_to(actor).select_related(*_PLACES, "use")
    rows = rows.exclude(retired_on=None) if wanted.retired else rows.filter(retired_on=None)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.subject:
        rows = rows.filter(**{f"{wanted.subject.value}__isnull": False})
    if text := key_of(wanted.text):
        places = ("site__name", "building__site__name", "road__name", "community__name")
        said = Q(key__icontains=text)
        for place in places:
            said |= Q(**{f"{place}__icontains": text})
        rows = rows.filter(said)
    return rows


def entry_of(actor: Actor, name_id: UUID) -> PlaceName:
    """One entry; raises NotFound."""
    found = names_visible_to(actor).select_related(*_PLACES, "use").filter(pk=name_id).first()
    if found is None:
        raise NotFound
    return found


def disputes(actor: Actor) -> list[Dispute]:
    """Names that the reader asks about, since several places at the actor's grids bear them; three queries."""
    rows = list(names_visible_to(actor).filter(retired_on=None).values_list("key", *_TARGETS))
    places: dict[str, set[Any]] = defaultdict(set)
    for key, site, site_name, *other in rows:
        places[key].add(site_name if site else tuple(other))
    twice = {key for key, found in places.items() if len(found) > 1}
    official = _officially(actor, [row[0] for row in rows])
    wanted = twice | {key for key, found in official.items() if _differs(places[key], found)}
    found = names_visible_to(actor).filter(retired_on=None, key__in=wanted)
    by_key: dict[str, list[PlaceName]] = defaultdict(list)
    for row in found.select_related(*_PLACES, "use").order_by("key", "id"):
        by_key[row.key].append(row)
    return [Dispute(rows[0].name, rows, official.get(key, [])) for key, rows in by_key.items()]


_TARGETS = ("site_id", "site__name", "building_id", "road_id", "community_id")


def _officially(actor: Actor, keys: Collection[str]) -> Mapping[str, list[Site]]:
    """Sites whose own name is one of the keys."""
    rows = Site.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ), name__in=keys)
    found: dict[str, list[Site]] = defaultdict(list)
    for site in rows.select_related("grid"):
        found[key_of(site.name)].append(site)
    return found


def _differs(places: set[Any], official: Iterable[Site]) -> bool:
    return any(site.name not in places for site in official)


def suggestions(actor: Actor, state: SuggestionState) -> QuerySet[NameSuggestion]:
    """What corrections suggest at the grids where the actor changes the territory, with the latest evidence."""
    evidence = NameEvidence.objects.order_by("-at", "-id")
    rows = NameSuggestion.objects.filter(
        grid_id__in=actor.grids(Permission.TERRITORY_CHANGE), state=state
    )
    return rows.select_related("grid", "site", "building__site").prefetch_related(
        Prefetch("evidence", queryset=evidence)
    )


def suggestion_of(actor: Actor, suggestion_id: UUID) -> NameSuggestion:
    """One suggestion with its evidence; raises NotFound."""
    rows = NameSuggestion.objects.filter(grid_id__in=actor.grids(Permission.TERRITORY_READ))
    found = rows.select_related("grid", "site", "building__site").prefetch_related("evidence")
    row = found.filter(pk=suggestion_id).first()
    if row is None:
        raise NotFound
    return row


def learning_rule(street_id: UUID, on: date) -> LearningRule:
    """After how many equal corrections names are in force by themselves on a day, and who says so."""
    rows = LearningSetting.objects.filter(street=street_id, valid_from__lte=on)
    found = rows.order_by("-valid_from", "-at").first()
    return LearningRule(found.corrections, found.source) if found else FIRST_RULE


def learning_settings(actor: Actor) -> QuerySet[LearningSetting]:
    """Every rule of the actor's street, the latest first."""
    rows = LearningSetting.objects.filter(street=street_of(actor))
    return rows.order_by("-valid_from", "-at")


def names_of(column: str) -> ArraySubquery:
    """The names in force of a row, as an annotation; `column` is site or building."""
    rows = PlaceName.objects.filter(**{column: OuterRef("pk")}, retired_on=None)
    return ArraySubquery(rows.order_by("created_at", "id").values("name"))


def book_of(streets: Collection[UUID], grids: Grids) -> Iterator[tuple[str, Any, BookName]]:
    """The names in force as addresses are read with them: sort of place, its id (of a road its name), the name."""
    ours = Q(grid__isnull=True, street_id__in=streets)
    rows = PlaceName.objects.filter(Q(grid_id__in=grids) | ours, retired_on=None).order_by("id")
    columns = ("id", "name", "kind", "source")
    targets = ("site_id", "building_id", "community_id", "road__name")
    for pk, name, kind, source, *places in rows.values_list(*columns, *targets):
        said = BookName(pk, name, source == NameSource.LEARNED or kind in _WRONG_ALREADY)
        subjects = (Subject.SITE, Subject.BUILDING, Subject.COMMUNITY, Subject.ROAD)
        for subject, place in zip(subjects, places, strict=True):
            if place is not None:
                yield subject.value, place, said


def former_names() -> Iterator[tuple[UUID, str]]:
    """Names of communities that ended, with the community that took over in the end: texts still say them."""
    ended = Division.objects.filter(
        successor__isnull=False, valid_to__isnull=False, parent__isnull=False
    )
    heirs = dict(ended.values_list("id", "successor_id"))
    for pk, name in ended.values_list("id", "name"):
        heir, seen = heirs[pk], {pk}
        while heir in heirs and heir not in seen:
            seen.add(heir)
            heir = heirs[heir]
        if heir not in seen:
            yield heir, name
