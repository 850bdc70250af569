"""The posts that somebody holds today, each with the grids at which it acts, and what a source is asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from gridward.ground.staff.access import reach_of
from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import LEVEL, Post, PostLevel
from gridward.kernel import clock
from gridward.kernel.access import Actor, Grids, Permission
from gridward.oversight.duties.terms import Duty

_LEVELS = list(PostLevel)


@dataclass(frozen=True)
class HeldPost:
    """A post held today, and the grids at which it acts. `first`: what is of the person and of no post comes here."""

    appointment: Appointment
    account_id: UUID
    grids: Grids
    first: bool

    @property
    def post(self) -> Post:
        """Which post."""
        return Post(self.appointment.post)

    @property
    def is_of_street(self) -> bool:
        """Whether it acts in the whole street."""
        return LEVEL[self.post] is PostLevel.STREET


@dataclass(frozen=True)
class Asked:
    """What a source is asked: for whom, by which of their posts, about which duty, when."""

    actor: Actor
    held: HeldPost
    duty: Duty
    now: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return clock.local_date(self.now)

    @property
    def midnight(self) -> datetime:
        """The instant at which the local day began."""
        return clock.midnight(self.today)

    @property
    def member(self) -> UUID:
        """Whose posts they are."""
        return self.held.appointment.member_id

    @property
    def account(self) -> UUID:
        """The sign-in by which that member acts."""
        return self.held.account_id

    @property
    def grid(self) -> UUID | None:
        """The grid of a post that is held at one base grid."""
        return self.held.appointment.grid_id

    def grids(self, permission: Permission) -> Grids:
        """Where this post acts and the permission is held."""
        return self.held.grids & self.actor.grids(permission)

    def days_ago(self, name: str) -> date:
        """The day so many days ago as the duty's figure of this name says."""
        return self.today - timedelta(days=self.duty.days[name])


def posts_held(actor: Actor, day: date) -> list[HeldPost]:
    """Posts in force, those of the street first; one query, and one for each of them."""
    if actor.member_id is None or actor.account_id is None:
        return []
    rows = Appointment.objects.filter(member=actor.member_id).select_related("grid", "street")
    found = list(in_force(rows.defer("grid__boundary", "grid__bounds"), day))
    found.sort(key=_place)
    return [HeldPost(row, actor.account_id, reach_of(row)[0], row is found[0]) for row in found]


def _place(row: Appointment) -> tuple[int, int, str]:
    post = Post(row.post)
    return (
        _LEVELS.index(LEVEL[post]),
        list(Post).index(post),
        row.grid.code if row.grid else "",
    )
