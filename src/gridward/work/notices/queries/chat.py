"""What a pasted piece of a chat may become: each message with the households that it names, for somebody to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from gridward.ground.register.models import Household
from gridward.ground.territory.models import Grid
from gridward.ground.territory.queries import grid_of
from gridward.ground.territory.queries.gazetteers import gazetteer
from gridward.ground.territory.terms.addresses import Place
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.problems import TooManyMembers
from gridward.work.notices.queries.coverage import subjects
from gridward.work.notices.queries.proposals import hint_of, served
from gridward.work.notices.rules.chat import readings
from gridward.work.notices.rules.chat_records import order_of, record_of
from gridward.work.notices.terms import (
    ChatOrder,
    ChatReading,
    ChatRecord,
    SubjectKind,
)

MOST_MESSAGES = 200


@dataclass(frozen=True)
class ChatHousehold:
    """A household that a message may name."""

    id: UUID
    label: str
    grid: UUID


@dataclass(frozen=True)
class ChatProposal:
    """A message, what it may be recorded as, and of which households; `chosen` are those of whom it is clear."""

    reading: ChatReading
    record: ChatRecord | None
    order: ChatOrder | None
    households: tuple[ChatHousehold, ...]
    chosen: tuple[UUID, ...]


def chat_proposals(
    actor: Actor, grid_id: UUID, text: str, site_id: UUID | None = None
) -> list[ChatProposal]:
    """Read messages of a grid's group against its doors. Raises NotFound, NotAllowed, TooManyMembers."""
    actor.require(Permission.REGISTER_READ, grid_id)
    grid = grid_of(actor, grid_id)
    told = readings(text)
    if len(told) > MOST_MESSAGES:
        raise TooManyMembers(most=MOST_MESSAGES)
    reader = _Reader(actor, grid, site_id)
    return [reader.proposal(one) for one in told]


class _Reader:
    """Reads places of one grid."""

    def __init__(self, actor: Actor, grid: Grid, site_id: UUID | None) -> None:
        self._actor = actor
        self._grids = served(grid) & actor.grids(Permission.REGISTER_READ)
        self._gazetteer = gazetteer(actor, grid.street)
        self._hint = hint_of(self._grids, site_id)

    def proposal(self, one: ChatReading) -> ChatProposal:
        """One message."""
        found: dict[UUID, ChatHousehold] = {}
        sure = bool(one.places)
        for place in one.places:
            here, is_sure = self._behind(place, one.line if len(one.places) == 1 else "")
            found.update({row.pk: _told(row) for row in here})
            sure = sure and is_sure and bool(here)
        homes = tuple(found.values())
        chosen = tuple(found) if sure and _is_all(one, homes) else ()
        return ChatProposal(one, record_of(one.claim), order_of(one), homes, chosen)

    def _behind(self, text: str, line: str) -> tuple[Sequence[Household], bool]:
        """The households of a door, a staircase or a building, and whether nothing else may be meant.

        Where the place alone is in doubt, the whole line may name the compound.
        """
        read = self._gazetteer.read(text, within=self._hint)
        if read.best is None and line:
            whole = self._gazetteer.read(line, within=self._hint)
            read = whole if whole.best else read
        places = [read.best] if read.best else [one.place for one in read.candidates]
        wanted = Q(pk=None)
        for place in places:
            wanted |= _within(place)
        rows = subjects(self._actor, SubjectKind.HOUSEHOLD).filter(wanted, grid__in=self._grids)
        rows = rows.order_by("dwelling__floor", "dwelling__room", "created_at", "id")
        return list(rows), read.best is not None


def _within(place: Place) -> Q:
    if place.dwelling is not None:
        return Q(dwelling=place.dwelling)
    if place.room or place.building is None:
        return Q(pk=None)
    if place.unit is not None:
        return Q(dwelling__unit=place.unit)
    return Q(dwelling__building=place.building)


def _is_all(one: ChatReading, homes: Sequence[ChatHousehold]) -> bool:
    """Whether the message is of all of them: as many as it counts, all that it says, or one a door."""
    if one.households is not None:
        return one.households == len(homes)
    return one.whole or len(homes) == len(one.places)


def _told(row: Household) -> ChatHousehold:
    return ChatHousehold(row.pk, row.address_text, row.grid_id)
