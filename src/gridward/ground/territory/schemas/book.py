"""Shapes of the address book: entries, disputes, suggestions, the rule of learning, corrections."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gridward.ground.territory.models import NameSuggestion, PlaceName
from gridward.ground.territory.queries.book import Dispute
from gridward.ground.territory.services.book import place_of, said
from gridward.ground.territory.terms.book import (
    CorrectionOrigin,
    NameKind,
    NameSource,
    Subject,
    SuggestionState,
)

NameText = Annotated[str, StringConstraints(max_length=100)]
Said = Annotated[str, StringConstraints(max_length=200)]
MOST_SHOWN = 5
"""So many corrections are shown of a suggestion, the latest."""


class PlaceOfName(Schema):
    """What a name is for; `building_id` leads to the building, `site_id` to the site or the building's site."""

    subject: Subject
    name: str
    site_id: UUID | None = None
    building_id: UUID | None = None
    grid_id: UUID | None = None
    grid_name: str = ""


class NameOut(Schema):
    """An entry of the address book, with how often it was read in addresses that were stored."""

    id: UUID
    version: int
    name: str
    kind: NameKind
    source: NameSource
    place: PlaceOfName
    valid_from: date | None
    valid_to: date | None
    note: str
    entered_by: str
    created_at: datetime
    retired_on: date | None
    retired_by: str
    uses: int
    last_used_on: date | None

    @classmethod
    def of(cls, row: PlaceName) -> "NameOut":
        """From a row with its place."""
        use = getattr(row, "use", None)
        plain = (name for name in cls.model_fields if name not in ("place", "uses", "last_used_on"))
        return cls(
            place=_place(row),
            uses=use.count if use else 0,
            last_used_on=use.last_on if use else None,
            **{name: getattr(row, name) for name in plain},
        )


class NameIn(Schema):
    """A new entry for one place; days are those of an old name's use."""

    name: NameText
    kind: NameKind = NameKind.NICKNAME
    site_id: UUID | None = None
    building_id: UUID | None = None
    road_id: UUID | None = None
    community_id: UUID | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: Said = ""


class NameChange(Schema):
    """Changes of an entry; what is left out stays."""

    version: int
    name: NameText = ""
    kind: NameKind = NameKind.NICKNAME
    valid_from: date | None = None
    valid_to: date | None = None
    note: Said = ""


class NameRetire(Schema):
    """The version of the entry to retire."""

    version: int


class NameMerge(Schema):
    """The entry that stays."""

    version: int
    into: UUID


class OfficialOut(Schema):
    """A place that is officially called so."""

    site_id: UUID
    name: str
    grid_name: str


class DisputeOut(Schema):
    """A name that the reader asks about, since it may mean several places."""

    name: str
    entries: list[NameOut]
    official: list[OfficialOut]

    @classmethod
    def of(cls, found: Dispute) -> "DisputeOut":
        """From the query's answer."""
        official = [
            OfficialOut(site_id=site.pk, name=site.name, grid_name=site.grid.name)
            for site in found.official
        ]
        return cls(name=found.name, entries=list(map(NameOut.of, found.entries)), official=official)


class EvidenceOut(Schema):
    """One correction: what was read, its room hidden, and the place that was chosen."""

    said: str
    chosen: str
    origin: CorrectionOrigin
    at: datetime
    by: str


class SuggestionOut(Schema):
    """What corrections suggest a place is called; `wanted` equal ones make it an entry, 0: only a person does."""

    id: UUID
    version: int
    name: str
    kind: NameKind
    place: PlaceOfName
    count: int
    wanted: int
    state: SuggestionState
    decided_by: str
    decided_at: datetime | None
    reason: str
    evidence: list[EvidenceOut]

    @classmethod
    def of(cls, row: NameSuggestion, wanted: int) -> "SuggestionOut":
        """From a row with its place and evidence."""
        plain = ("id", "version", "name", "kind", "count", "state")
        decided = ("decided_by", "decided_at", "reason")
        evidence = list(row.evidence.all())[:MOST_SHOWN]
        return cls(
            place=_place(row),
            wanted=wanted,
            evidence=[EvidenceOut.model_validate(one, from_attributes=True) for one in evidence],
            **{name: getattr(row, name) for name in (*plain, *decided)},
        )


class SettleSuggestion(Schema):
    """The version of the suggestion that was looked at, and why it is refused."""

    version: int
    reason: Said = ""


class LearningOut(Schema):
    """The rule in force and every rule before and after it."""

    corrections: int
    source: str
    settings: "list[LearningSettingOut]"


class LearningSettingOut(Schema):
    """A rule from a day on."""

    corrections: int
    valid_from: date
    source: str
    entered_by: str


class LearningIn(Schema):
    """From a day on so many equal corrections make a name; 0: only a person does. `source` says who decided it."""

    corrections: Annotated[int, Field(ge=0, le=1000)]
    valid_from: date
    source: Said


class CorrectionIn(Schema):
    """What was read, and the place that is meant: a door, a building or a site."""

    text: Said
    dwelling_id: UUID | None = None
    building_id: UUID | None = None
    site_id: UUID | None = None


class CorrectionOut(Schema):
    """What the correction taught; `name` is "" where it taught nothing."""

    name: str
    place: str
    count: int
    wanted: int
    in_force: bool


class RoadOut(Schema):
    """A road of the street."""

    id: UUID
    name: str


def _place(row: PlaceName | NameSuggestion) -> PlaceOfName:
    place = place_of(row)
    grid = row.grid
    return PlaceOfName(
        subject=_subject(row),
        name=said(place),
        site_id=row.site_id or (row.building.site_id if row.building else None),
        building_id=row.building_id,
        grid_id=row.grid_id,
        grid_name=grid.name if grid else "",
    )


def _subject(row: PlaceName | NameSuggestion) -> Subject:
    for subject in Subject:
        if getattr(row, f"{subject.value}_id", None) is not None:
            return subject
    return Subject.SITE
