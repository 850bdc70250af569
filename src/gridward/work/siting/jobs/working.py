"""Studies are worked out one at a time, on behalf of the account that asked."""

from uuid import UUID

from procrastinate.contrib.django import app

from gridward.ground.staff.access import actor_today
from gridward.work.siting.services.working import work_out


@app.task(name="siting.work_out", queue="drafts", lock="siting.work_out")
def work_study_out(study_id: str, account_id: str) -> None:
    """Whoever has lost the post meanwhile works out nothing."""
    work_out(actor_today(account_id), study_id=UUID(study_id))
