"""Posts at the grids that somebody oversees, own and seconded staff as groups; no name leaves this module (P7)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gridward.ground.staff.models import Appointment
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.terms import Employer, Post
from gridward.kernel.access import Actor, Permission
from gridward.oversight.duties.queries.tallies import Tallied, tally
from gridward.oversight.duties.rules.alike import figures_of, gaps, rules_on, side_of, split_of
from gridward.oversight.duties.rules.lists import duties_of
from gridward.oversight.duties.terms import (
    AlikeFigure,
    AlikeGap,
    AlikeGroup,
    AlikeRules,
    AlikeSide,
    AlikeSplit,
    Duty,
)

People = Mapping[AlikeSide, Collection[UUID]]


@dataclass(frozen=True)
class PostAlike:
    """One post: its duties, the same for everybody who holds it, and both sides of it.

    `together` is the sum of both where they are not told apart; None where they are too few for that too.
    """

    post: Post
    duties: Sequence[Duty]
    split: AlikeSplit
    figures: Sequence[AlikeFigure]
    own: AlikeGroup
    seconded: AlikeGroup
    gaps: Sequence[AlikeGap]

    @property
    def has_both(self) -> bool:
        """Whether both sides hold it, so that there is something to compare."""
        return bool(self.own.people and self.seconded.people)

    def together(self, figure: AlikeFigure) -> int:
        """The sum of both sides."""
        return self.own.counts[figure] + self.seconded.counts[figure]


@dataclass(frozen=True)
class Alike:
    """All posts with holders on a day, those of both sides first, and what was gone by."""

    day: date
    first: date
    rules: AlikeRules
    posts: Sequence[PostAlike]


def alike_on(actor: Actor, day: date) -> Alike:
    """The posts at the grids that the actor oversees on a day; a fixed number of queries."""
    actor.require(Permission.STAFF_OVERSEE)
    rules, grids = rules_on(day), actor.grids(Permission.STAFF_OVERSEE)
    first = day - timedelta(days=rules.window_days - 1)
    rows = in_force(Appointment.objects.filter(grid_id__among=grids), day)
    held: dict[Post, dict[AlikeSide, set[UUID]]] = defaultdict(
        lambda: {side: set() for side in AlikeSide}
    )
    for post, member, employer in rows.values_list("post", "member_id", "member__employer"):
        held[Post(post)][side_of(Employer(employer), rules)].add(member)
    everybody = {one for sides in held.values() for members in sides.values() for one in members}
    tallied = tally(everybody, grids, first, day)
    posts = [_post(post, held[post], tallied, day, rules) for post in Post if post in held]
    return Alike(day, first, rules, sorted(posts, key=lambda one: not one.has_both))


def _post(post: Post, people: People, tallied: Tallied, day: date, rules: AlikeRules) -> PostAlike:
    duties = duties_of(post, day)
    figures = figures_of(duty.id for duty in duties)
    own, seconded = (_group(people[side], tallied, figures) for side in AlikeSide)
    split = split_of(own.people, seconded.people, rules.group_least)
    found = gaps(own, seconded, figures, rules.less_percent) if split is AlikeSplit.APART else ()
    return PostAlike(post, duties, split, figures, own, seconded, tuple(found))


def _group(
    members: Collection[UUID], tallied: Tallied, figures: Sequence[AlikeFigure]
) -> AlikeGroup:
    counts = {
        figure: sum(tallied[figure].get(member, 0) for member in members) for figure in figures
    }
    return AlikeGroup(len(members), counts)
