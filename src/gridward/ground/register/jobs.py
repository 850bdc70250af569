"""Background work of the register: rosters are checked and committed, lists made ready to leave.

A job that runs again changes nothing twice.
"""

from uuid import UUID

from procrastinate.contrib.django import app

from gridward.ground.register.services.exports import prepare
from gridward.ground.register.services.rosters import check, commit
from gridward.ground.staff.access import actor_today
from gridward.kernel.problems import Problem
from gridward.kernel.rows import acting


@app.task(name="register.check_roster", queue="rosters")
def check_roster(batch_id: str, account_id: str) -> None:
    """Rehearse a batch on behalf of the account that asked; a refusal stands in the batch."""
    try:
        check(actor_today(account_id), batch_id=UUID(batch_id))
    except Problem:
        return


@app.task(name="register.commit_roster", queue="rosters")
def commit_roster(batch_id: str, account_id: str) -> None:
    """Import a batch on behalf of the account that asked; a refusal stands in the batch."""
    try:
        commit(actor_today(account_id), batch_id=UUID(batch_id))
    except Problem:
        return


@app.task(name="register.prepare_export", queue="exports")
def prepare_export(export_id: str, account_id: str) -> None:
    """Make a list ready on behalf of the account that asked; a refusal stands in the export."""
    actor = actor_today(account_id)
    with acting(actor):
        prepare(actor, export_id=UUID(export_id))
