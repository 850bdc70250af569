"""Evidence that a recognition may refer to, and the seam by which each part offers its own."""

from collections.abc import Callable, Iterable, Iterator

from gridward.ground.staff.models import TeamService
from gridward.ground.staff.terms import ServiceState
from gridward.ground.staff.terms.recognitions import Evidence, RecognitionEvidence, Served
from gridward.kernel.access import Actor

Offer = Callable[[Actor, Served], Iterable[Evidence]]
offers: list[Offer] = []


def offer(given: Offer) -> None:
    """Let a part offer evidence; called at start, by config alone."""
    if given not in offers:
        offers.append(given)


def evidence_of(actor: Actor, served: Served) -> list[Evidence]:
    """What is on record of somebody in the days asked for, the latest first."""
    found = [one for given in offers for one in given(actor, served)]
    return sorted(found, key=lambda one: (one.day, one.said), reverse=True)


def confirmed_service(actor: Actor, served: Served) -> Iterator[Evidence]:
    """Confirmed times of service: of a person of a team there, of a member in the teams of the grids."""
    rows = TeamService.objects.filter(
        state=ServiceState.CONFIRMED, day__range=(served.first, served.last)
    )
    rows = (
        rows.filter(person=served.person)
        if served.person
        else rows.filter(person__member=served.member, person__team__grid_id__among=served.grids)
    )
    for row in rows:
        yield Evidence(RecognitionEvidence.SERVICE, row.pk, row.day, row.what, row.minutes)
