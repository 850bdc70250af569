"""Background work of screening: lists are rehearsed and taken in, one at a time. Done again, nothing changes.

Imported by the worker alone: matching is large.
"""

from uuid import UUID

from procrastinate.contrib.django import app

from gridward.ground.staff.access import actor_today
from gridward.kernel.problems import Problem
from gridward.work.screening.services.taking import rehearse, take_in


@app.task(name="screening.rehearse", queue="rosters", lock="screening.lists")
def rehearse_list(list_id: str, account_id: str) -> None:
    """Rehearse on behalf of the account that asked; a refusal stands in the list."""
    try:
        rehearse(actor_today(account_id), list_id=UUID(list_id))
    except Problem:
        return


@app.task(name="screening.take_in", queue="rosters", lock="screening.lists")
def take_list_in(list_id: str, account_id: str) -> None:
    """Take in on behalf of the account that asked; a refusal stands in the list."""
    try:
        take_in(actor_today(account_id), list_id=UUID(list_id))
    except Problem:
        return
