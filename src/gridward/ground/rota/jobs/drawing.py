"""Drafts of rosters are drawn up one at a time, on behalf of the account that asked."""

from uuid import UUID

from procrastinate.contrib.django import app

from gridward.ground.rota.services.drawing import draw_draft
from gridward.ground.staff.access import actor_today


@app.task(name="rota.draw_draft", queue="drafts", lock="rota.draw_draft")
def draw_roster_draft(draft_id: str, account_id: str) -> None:
    """Whoever has lost the post meanwhile draws up nothing."""
    draw_draft(actor_today(account_id), draft_id=UUID(draft_id))
