"""Drafts of rosters are drawn up one at a time, on behalf of the account that asked."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from gridward.ground.rota.services.drawing import draw_draft
from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account


@app.task(name="rota.draw_draft", queue="drafts", lock="rota.draw_draft")
def draw_roster_draft(draft_id: str, account_id: str) -> None:
    """Whoever has lost the post meanwhile draws up nothing."""
    with transaction.atomic():
        actor = actor_of_account(Account.objects.get(pk=account_id))
    draw_draft(actor, draft_id=UUID(draft_id))
