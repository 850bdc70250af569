"""Reading recognitions: those at the grids that one leads, and one's own; who may be recognised there."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.staff.models import Appointment, Recognition, TeamMember
from gridward.ground.staff.problems import RecognitionForOne
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.queries.evidence import evidence_of
from gridward.ground.staff.rules.recognising import rules_on
from gridward.ground.staff.terms.recognitions import Evidence, Served
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound

Candidate = Appointment | TeamMember
MOST = 20
_PEOPLE = ("appointment__member", "person__team", "person__member", "member")


class Leading:
    """Where somebody recognises: at these grids, and for the street where they lead at all of its grids."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.grids = actor.grids(Permission.STAFF_RECOGNISE)

    def at(self, street_id: UUID, grid_id: UUID | None) -> bool:
        """Whether it is so at this grid, or, without one, for what is the street's."""
        if not self.actor.serves(street_id):
            return False
        return self.street == street_id if grid_id is None else grid_id in self.grids

    @cached_property
    def street(self) -> UUID | None:
        """The street all of whose grids they lead, if there is one; read once, however long a list is."""
        street = self.actor.street_id
        found = Grid.objects.filter(street=street, valid_to=None).values_list("pk", flat=True)
        return street if (grids := set(found)) and grids <= self.grids else None


def visible_to(actor: Actor) -> QuerySet[Recognition]:
    """Recognitions at the grids that the actor leads, withdrawn ones too."""
    return _with_names(Recognition.objects.filter(_led(Leading(actor))))


def own(actor: Actor) -> QuerySet[Recognition]:
    """The actor's own, wherever they were recorded; nobody's for who is no member of the service."""
    return _with_names(Recognition.objects.filter(_own(actor)))


def recognition_of(actor: Actor, recognition_id: UUID) -> Recognition:
    """One that the actor may see; raises NotFound."""
    seen = Recognition.objects.filter(_led(Leading(actor)) | _own(actor))
    found = _with_names(seen).filter(pk=recognition_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(actor: Actor, q: str) -> list[Candidate]:
    """Who holds a post or is in a team today where the actor leads, by name; the actor is none of them."""
    day, text = clock.today(), q.strip()
    posts = in_force(_appointments(actor), day).filter(member__active=True)
    people = _people(actor).filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
    if text:
        named = Q(member__name__icontains=text) | Q(member__sort_key__istartswith=text)
        posts = posts.filter(named)
        people = people.filter(named | Q(name__icontains=text) | Q(sort_key__istartswith=text))
    if actor.member_id is not None:
        posts = posts.exclude(member=actor.member_id)
        people = people.exclude(Q(member__isnull=False, member=actor.member_id))
    found: list[Candidate] = [*posts.order_by("member__sort_key", "id")[:MOST]]
    return [*found, *people.order_by("sort_key", "id")[: MOST - len(found)]]


def candidate_of(actor: Actor, appointment_id: UUID | None, person_id: UUID | None) -> Candidate:
    """Who holds or held a post, or is or was in a team, where the actor leads.

    Raises NotAllowed, RecognitionForOne, NotFound.
    """
    actor.require(Permission.STAFF_RECOGNISE)
    if (appointment_id is None) == (person_id is None):
        raise RecognitionForOne
    rows: QuerySet[Any] = _appointments(actor) if appointment_id else _people(actor)
    found: Candidate | None = rows.filter(pk=appointment_id or person_id).first()
    if found is None:
        raise NotFound
    return found


def evidence_for(actor: Actor, one: Candidate, day: date) -> list[Evidence]:
    """Work on record of somebody in the days before the day of a recognition, as the actor may see it."""
    back = timedelta(days=rules_on(day).evidence_days)
    return evidence_of(
        actor,
        Served(
            member=one.member_id,
            person=one.pk if isinstance(one, TeamMember) else None,
            grids=actor.grids(Permission.STAFF_RECOGNISE),
            first=day - back,
            last=day,
        ),
    )


def _with_names(rows: QuerySet[Recognition]) -> QuerySet[Recognition]:
    rows = rows.select_related("street", "grid", "withdrawal", *_PEOPLE)
    return rows.defer("grid__boundary", "grid__bounds")


def _own(actor: Actor) -> Q:
    return Q(member__isnull=False, member_id=actor.member_id)


def _led(leading: Leading, of: str = "") -> Q:
    """What is at the grids that somebody leads, and what is of the street and no grid where they lead all of it.

    `of` stands before the names of both columns.
    """
    led = Q(**{f"{of}grid_id__in": leading.grids})
    if leading.street is None:
        return led
    return led | Q(**{f"{of}street": leading.street, f"{of}grid": None})


def _appointments(actor: Actor) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(_led(Leading(actor)))
    rows = rows.select_related("member", "grid", "street")
    return rows.defer("grid__boundary", "grid__bounds")


def _people(actor: Actor) -> QuerySet[TeamMember]:
    rows = TeamMember.objects.filter(_led(Leading(actor), "team__"))
    rows = rows.select_related("member", "team__grid", "team__street")
    return rows.defer("team__grid__boundary", "team__grid__bounds")
