"""The address book that learns: a person chooses another place than was read, and the difference is a suggestion.

After as many equal corrections as the street has set, or when somebody with the right confirms it, it is in force.
Nothing learned stands in for an official name (`rules/learning.py`, and once more where addresses are read).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import (
    Building,
    Dwelling,
    LearningSetting,
    NameEvidence,
    NameSuggestion,
    PlaceName,
    Site,
)
from gridward.ground.territory.problems import (
    LearningUnlikely,
    NameDisputed,
    SuggestionSettled,
)
from gridward.ground.territory.queries.book import (
    key_of,
    learning_rule,
    names_visible_to,
    suggestion_of,
)
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.queries.visible import (
    buildings_visible_to,
    dwellings_visible_to,
    sites_visible_to,
    whole_street_of,
)
from gridward.ground.territory.rules.address_grammar import parse
from gridward.ground.territory.rules.learning import Chosen, lesson
from gridward.ground.territory.services.book import place_of, said
from gridward.ground.territory.terms.book import (
    MOST_CORRECTIONS,
    CorrectionOrigin,
    Lesson,
    NameSource,
    Subject,
    SuggestionState,
)
from gridward.ground.territory.terms.places import TerritoryAct
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.masking import mask_address
from gridward.kernel.models import touched
from gridward.kernel.problems import NotFound, Stale

MOST_EVIDENCE = 50
"""So many corrections of one name are kept; they are equal, and the count goes on."""


@dataclass(frozen=True)
class Choice:
    """The place that a person chose: a door, a building or a site."""

    site: Site
    building: Building | None = None
    dwelling: Dwelling | None = None

    @property
    def chosen(self) -> Chosen:
        """As the rule of learning wants it."""
        room = self.dwelling.room if self.dwelling else ""
        return Chosen(self.site.pk, self.building.pk if self.building else None, room)

    @property
    def place_id(self) -> UUID:
        """The id of what was chosen."""
        return (self.dwelling or self.building or self.site).pk


def choice_of_door(dwelling: Dwelling) -> Choice:
    """A door as it is chosen."""
    return Choice(dwelling.building.site, dwelling.building, dwelling)


def choice(
    actor: Actor,
    *,
    dwelling_id: UUID | None = None,
    building_id: UUID | None = None,
    site_id: UUID | None = None,
) -> Choice:
    """The place with the most exact of the ids; raises NotFound."""
    if dwelling_id is not None:
        doors = dwellings_visible_to(actor).select_related("building__site", "unit")
        door = doors.filter(pk=dwelling_id).first()
        if door is not None:
            return choice_of_door(door)
    elif building_id is not None:
        building = buildings_visible_to(actor).select_related("site").filter(pk=building_id).first()
        if building is not None:
            return Choice(building.site, building)
    elif site_id is not None:
        site = sites_visible_to(actor).filter(pk=site_id).first()
        if site is not None:
            return Choice(site)
    raise NotFound


@transaction.atomic
def note_correction(
    actor: Actor, *, text: str, chosen: Choice, origin: CorrectionOrigin
) -> NameSuggestion | None:
    """Learn from a correction: `text` is what was read, `chosen` the place that a person says is meant.

    Answers the suggestion that it counts for, accepted where it is in force now; None where it teaches nothing.
    """
    learned = lesson(gazetteer(actor, chosen.site.street), text, chosen.chosen)
    if learned is None:
        return None
    suggestion = _suggestion(learned, chosen)
    if suggestion.state != SuggestionState.OPEN:
        return suggestion
    if _note(actor, suggestion, text, chosen, origin):
        NameSuggestion.objects.filter(pk=suggestion.pk).update(count=F("count") + 1, **touched())
        suggestion.refresh_from_db()
    rule = learning_rule(suggestion.street_id, clock.today())
    enough = rule.corrections and suggestion.count >= rule.corrections
    if enough and _in_the_way(actor, suggestion) is None:
        _take_over(actor, suggestion, TerritoryAct.NAME_LEARNED)
    return suggestion


@transaction.atomic
def confirm_suggestion(actor: Actor, *, suggestion_id: UUID, version: int) -> NameSuggestion:
    """The place is called so: the name is in force. Raises SuggestionSettled, NameDisputed, Stale, NotAllowed."""
    suggestion = _open(actor, suggestion_id, version)
    if other := _in_the_way(actor, suggestion):
        raise NameDisputed(name=suggestion.name, other=other)
    _take_over(actor, suggestion, TerritoryAct.NAME_CONFIRMED)
    return suggestion_of(actor, suggestion.pk)


@transaction.atomic
def refuse_suggestion(
    actor: Actor, *, suggestion_id: UUID, version: int, reason: str = ""
) -> NameSuggestion:
    """The place is not called so: further corrections do not count. Raises SuggestionSettled, Stale, NotAllowed."""
    suggestion = _open(actor, suggestion_id, version)
    suggestion.reason = reason.strip()
    _settle(actor, suggestion, SuggestionState.REFUSED)
    record(
        actor,
        TerritoryAct.NAME_REFUSED,
        _about(suggestion),
        reason=suggestion.reason,
        place=said(_place(suggestion)),
        name=suggestion.name,
    )
    return suggestion_of(actor, suggestion.pk)


@transaction.atomic
def set_learning(
    actor: Actor, *, corrections: int, valid_from: date, source: str
) -> LearningSetting:
    """From a day on so many equal corrections make a name (0: only people do). Raises LearningUnlikely, NotAllowed."""
    street = whole_street_of(actor)
    actor.require(Permission.TERRITORY_CHANGE)
    if not 0 <= corrections <= MOST_CORRECTIONS or not source.strip():
        raise LearningUnlikely
    setting = LearningSetting.objects.create(
        street=street,
        corrections=corrections,
        valid_from=valid_from,
        source=source.strip(),
        entered_by=actor.name,
    )
    about = About("territory_learningsetting", setting.pk)
    record(
        actor,
        TerritoryAct.LEARNING_SET,
        about,
        street=street.pk,
        count=corrections,
        day=valid_from.isoformat(),
    )
    return setting


def _suggestion(learned: Lesson, chosen: Choice) -> NameSuggestion:
    building = chosen.building if learned.subject is Subject.BUILDING else None
    suggestion, _ = NameSuggestion.objects.get_or_create(
        site=None if building else chosen.site,
        building=building,
        key=key_of(learned.name),
        defaults={
            "street_id": chosen.site.street_id,
            "grid_id": (building or chosen.site).grid_id,
            "name": learned.name,
            "kind": learned.kind,
        },
    )
    return suggestion


def _note(
    actor: Actor, suggestion: NameSuggestion, text: str, chosen: Choice, origin: CorrectionOrigin
) -> bool:
    """Keep a correction as evidence; False where the same person made it before."""
    same = NameEvidence.objects.filter(suggestion=suggestion)
    if same.filter(place_id=chosen.place_id, by=actor.name).exists():
        return False
    if suggestion.count < MOST_EVIDENCE:
        NameEvidence.objects.create(
            suggestion=suggestion,
            grid_id=suggestion.grid_id,
            said=_without_room(text),
            chosen=said(chosen.building or chosen.site),
            place_id=chosen.place_id,
            origin=origin,
            by=actor.name,
        )
    return True


def _without_room(text: str) -> str:
    """What was said of the place, up to the door, whose room is hidden: who lives there is nobody's evidence."""
    parts = parse(text)
    end = parts.spans[-1].end if parts.spans else len(parts.text)
    return mask_address(parts.text[:end])[:200]


def _in_the_way(actor: Actor, suggestion: NameSuggestion) -> str | None:
    """Another place that is called so: in the book, in other corrections, or by its official or short name."""
    key, place = suggestion.key, _place(suggestion)
    entries = names_visible_to(actor).filter(key=key, retired_on=None)
    others = NameSuggestion.objects.filter(key=key).exclude(state=SuggestionState.REFUSED)
    bearers = [
        *map(place_of, entries.select_related("site", "building__site", "road", "community")),
        *map(_place, others.exclude(pk=suggestion.pk).select_related("site", "building__site")),
    ]
    names = gazetteer(actor, place.street)
    known = (one.meanings for one in names.names(key) if (one.start, one.end) == (0, len(key)))
    sites = (names.index.sites[one.site].site for found in known for one in found if one.site)
    called = [*map(said, bearers), *(site.name for site in sites)]
    own = {said(place), place.site.name if isinstance(place, Building) else place.name}
    return next((name for name in called if name not in own), None)


def _take_over(actor: Actor, suggestion: NameSuggestion, act: TerritoryAct) -> None:
    """The suggestion becomes an entry in force."""
    place = _place(suggestion)
    PlaceName.objects.bulk_create(
        [
            PlaceName(
                street_id=suggestion.street_id,
                grid_id=suggestion.grid_id,
                site=suggestion.site,
                building=suggestion.building,
                name=suggestion.name,
                key=suggestion.key,
                kind=suggestion.kind,
                source=NameSource.LEARNED,
                entered_by=actor.name,
            )
        ],
        ignore_conflicts=True,
    )
    same = {"site": suggestion.site, "building": suggestion.building, "key": suggestion.key}
    suggestion.entry = PlaceName.objects.filter(retired_on=None, **same).first()
    _settle(actor, suggestion, SuggestionState.ACCEPTED)
    record(
        actor,
        act,
        _about(suggestion),
        place=said(place),
        name=suggestion.name,
        count=suggestion.count,
    )


def _settle(actor: Actor, suggestion: NameSuggestion, state: SuggestionState) -> None:
    suggestion.state = state
    suggestion.decided_by, suggestion.decided_at = actor.name, clock.now()
    suggestion.version += 1
    suggestion.save()


def _open(actor: Actor, suggestion_id: UUID, version: int) -> NameSuggestion:
    """A suggestion that waits, locked, for who changes the territory there."""
    suggestion = suggestion_of(actor, suggestion_id)
    actor.require(Permission.TERRITORY_CHANGE, suggestion.grid_id)
    locked = NameSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if locked.state != SuggestionState.OPEN:
        raise SuggestionSettled(by=locked.decided_by)
    if locked.version != version:
        raise Stale
    return locked


def _place(suggestion: NameSuggestion) -> Site | Building:
    place = suggestion.building or suggestion.site
    if place is None:
        raise NotFound
    return place


def _about(suggestion: NameSuggestion) -> About:
    return About("territory_namesuggestion", suggestion.pk, suggestion.grid_id)
