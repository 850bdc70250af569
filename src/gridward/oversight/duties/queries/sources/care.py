"""Duties of help of households: whom to contact today, and who was not contacted in time (W3, H6)."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q

from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import at_grids
from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.care.models import CareContact
from gridward.work.care.queries.plans import in_view, visible_to
from gridward.work.care.terms import CareView, ContactOutcome


def care_contacts(asked: Asked) -> Iterator[DutyItem]:
    """Contacts of the post that are due today or overdue; the first chief's are also those overdue of others.

    Contacts that the actor made today are done. Two queries.
    """
    grids = asked.grids(Permission.CARE_KEEP)
    late, due = (in_view(one, asked.today) for one in (CareView.OVERDUE, CareView.DUE))
    whose = Q(post=asked.held.post)
    if asked.held.post is Post.FIRST_GRID_LEADER:
        whose |= late
    rows = visible_to(asked.actor).filter(whose, late | due, grid_id__among=grids)
    told = rows.aggregate(
        late=Count("pk", filter=late),
        oldest=Min("next_on", filter=late),
        due=Count("pk", filter=due),
    )
    page = asked.duty.page
    if n := told["late"]:
        link = f"{page}?view=overdue"
        yield DutyItem(DutyState.LATE, "care_contacts_due", link, n, told["oldest"])
    if n := told["due"]:
        link = f"{page}?view=due"
        yield DutyItem(DutyState.DUE, "care_contacts_due", link, n, asked.today)
    made = at_grids(CareContact, grids).filter(member=asked.member, at__gte=asked.midnight)
    if done := made.exclude(outcome=ContactOutcome.NOT_REACHED).count():
        yield DutyItem(DutyState.DONE, "care_contacts_made", page, done)
