"""The door of the desk."""

from django.http import HttpRequest

from gridward.kernel import clock
from gridward.kernel.http import actor_of, answers, door
from gridward.oversight.desk.queries.waiting import waiting
from gridward.oversight.desk.rules.order import worst_first
from gridward.oversight.desk.schemas import HealthDeskOut

router = door("health")


@router.get("", response=answers(HealthDeskOut))
def get_health_desk(request: HttpRequest) -> object:
    """What waits in health today, worst first: numbers alone, of what the reader may see."""
    return {"at": clock.now(), "items": worst_first(waiting(actor_of(request)))}
