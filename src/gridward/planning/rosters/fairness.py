"""What is everybody's fair share of nights, weekends, holidays and hours, and what it costs to be away from it.

Shares ask for skills, for the part of a full person and for what was done before, never for who employs a person
(clause P7). Who alone can do what is scarce does more of it; whoever can do less scarce things does not suffer for it:
the largest burden is made as small as it can be, then the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor

Skill = str | None
MANY_SKILLS = 8
STEPS = 12
"""Beyond so many steps each further one costs as much as the last."""


@dataclass(frozen=True)
class Member:
    """Of a keeper what a fair share asks for."""

    skills: frozenset[str]
    share: float
    carried: float

    def can(self, skill: Skill) -> bool:
        """Whether a duty that asks for the skill may be this keeper's."""
        return skill is None or skill in self.skills


def fair_shares(members: Sequence[Member], amounts: Mapping[Skill, float]) -> list[float]:
    """For each member, how much of the amounts (by skill that they ask for) and of what was done before is fair.

    The part that a member has done already is in it. Members with more than their share stay at what they have.
    """
    levels = [one.carried for one in members]
    left = {skill: amount for skill, amount in amounts.items() if amount > 0}
    open_ = set(range(len(members)))
    while left := _possible(members, open_, left):
        level, skills, those = max(_burdens(members, open_, left), key=lambda one: one[0])
        for place in those:
            levels[place] = max(members[place].carried, level * members[place].share)
        open_ -= those
        left = {skill: amount for skill, amount in left.items() if skill not in skills}
    return levels


def _possible(
    members: Sequence[Member], open_: set[int], left: Mapping[Skill, float]
) -> dict[Skill, float]:
    """The amounts that anybody can take a part of."""
    return {
        skill: amount
        for skill, amount in left.items()
        if any(members[place].can(skill) for place in open_)
    }


def _burdens(
    members: Sequence[Member], open_: set[int], left: Mapping[Skill, float]
) -> Iterator[tuple[float, frozenset[Skill], set[int]]]:
    """For groups of skills: the level that those who have any of them come to."""
    skills = sorted(left, key=str)
    sizes = range(1, len(skills) + 1) if len(skills) <= MANY_SKILLS else (1, len(skills))
    for size in sizes:
        for chosen in combinations(skills, size):
            those = {place for place in open_ if any(members[place].can(one) for one in chosen)}
            amount = sum(left[one] for one in chosen)
            level = _level([members[place] for place in sorted(those)], amount)
            yield level, frozenset(chosen), those


def _level(members: Sequence[Member], amount: float) -> float:
    """To what all can be raised, each by their share, with the amount; those above it are left out."""
    sharing = [one for one in members if one.share > 0]
    while sharing:
        level = (amount + sum(one.carried for one in sharing)) / sum(one.share for one in sharing)
        below = [one for one in sharing if one.carried <= level * one.share]
        if len(below) == len(sharing):
            return level
        sharing = below
    return 0.0


def band(target: float, step: int) -> tuple[int, int]:
    """The loads that are fair: the whole steps below and above the target."""
    steps = target / step
    nearest = round(steps)
    if abs(steps - nearest) < 1e-6:
        return nearest * step, nearest * step
    return floor(steps) * step, ceil(steps) * step


def steps_away(load: int, low: int, high: int, step: int) -> int:
    """How many steps a load lies above or below the band, begun ones counted."""
    if load > high:
        return -(-(load - high) // step)
    return -(-(low - load) // step) if load < low else 0


def price(steps: int) -> int:
    """1 for the first step, 2 more for the second, 3 more for the third."""
    whole = min(steps, STEPS)
    return whole * (whole + 1) // 2 + (steps - whole) * STEPS
