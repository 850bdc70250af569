"""Service groups and notices: who is reached by nobody, and what is to be passed on."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from gridward.kernel.access import Permission
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.terms import DutyItem, DutyState
from gridward.work.notices.models import NoticeGrid, NoticeReading
from gridward.work.notices.queries.coverage import coverage
from gridward.work.notices.queries.notices import NoticeFilter, notices
from gridward.work.notices.terms import Reached


def groups_reach(asked: Asked) -> Iterator[DutyItem]:
    """Households and units at the post's grids of whom nobody is in a group, and of whom it is not said how else.

    Done when none is left; nothing where there is nobody to reach.
    """
    held = asked.grids(Permission.OUTREACH_KEEP)
    told = [one for one in coverage(asked.actor) if one.grid.pk in held]
    both = sum((one.households + one.organisations for one in told), Reached())
    link = f"{asked.duty.page}?view=coverage"
    if both.missing:
        yield DutyItem(DutyState.DUE, "group_unreached", link, both.missing)
    elif both.all:
        yield DutyItem(DutyState.DONE, "group_reaches_all", link, both.all)


def notices_to_pass_on(asked: Asked) -> Iterator[DutyItem]:
    """Notices that hold at the post's grids and that the worker has not opened yet; those opened today are done."""
    here = NoticeGrid.objects.filter(
        notice=OuterRef("pk"), grid__among=asked.grids(Permission.OUTREACH_KEEP)
    )
    rows = notices(asked.actor, NoticeFilter(asked.now)).filter(Exists(here))
    unread = rows.exclude(readings__account_id=asked.account).count()
    if unread:
        yield DutyItem(DutyState.DUE, "notices_unread", asked.duty.page, unread)
    opened = NoticeReading.objects.filter(account_id=asked.account, created_at__gte=asked.midnight)
    if done := opened.count():
        yield DutyItem(DutyState.DONE, "notices_read", asked.duty.page, done)
