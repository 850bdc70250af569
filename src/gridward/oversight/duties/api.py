"""Doors of duties: what the caller's posts have today, and own and seconded staff compared."""

from django.http import HttpRequest

from gridward.kernel import clock
from gridward.kernel.http import actor_of, answers, door, language_of
from gridward.oversight.duties.queries.alike import alike_on
from gridward.oversight.duties.queries.home import home_of
from gridward.oversight.duties.schemas.alike import AlikeOut, Day
from gridward.oversight.duties.schemas.home import HomeOut, PostDutiesOut

router = door("duties")


@router.get("", response=answers(HomeOut))
def get_duties(request: HttpRequest) -> object:
    """What is due, late and done today in each post that the caller holds; nothing of anybody else."""
    now, language = clock.now(), language_of(request)
    posts = [PostDutiesOut.of(one, language) for one in home_of(actor_of(request), now)]
    return HomeOut(day=clock.local_date(now), as_of=now, posts=posts)


@router.get("/alike", response=answers(AlikeOut))
def get_alike(request: HttpRequest, day: Day | None = None) -> object:
    """Own and seconded staff of each post at the grids that the caller oversees: duties, checks and counts by group."""
    found = alike_on(actor_of(request), day or clock.today())
    return AlikeOut.of(found, language_of(request))
