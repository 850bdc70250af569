"""Studies are worked out one at a time, on behalf of the account that asked."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account
from gridward.work.siting.services.working import work_out


@app.task(name="siting.work_out", queue="drafts", lock="siting.work_out")
def work_study_out(study_id: str, account_id: str) -> None:
    """Whoever has lost the post meanwhile works out nothing."""
    with transaction.atomic():
        actor = actor_of_account(Account.objects.get(pk=account_id))
    work_out(actor, study_id=UUID(study_id))
