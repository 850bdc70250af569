"""A plan for one community: which places stay open, which roads are closed, how far people walk; and what if.

`make_plan` reads the roads once; `what_if` asks again on the same network, in well under a second.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf, isfinite, isinf

import numpy as np

from gridward.planning.siting.choosing import (
    NO_WAY_M,
    Choice,
    Wanted,
    by_key,
    choose,
    distances,
    openings_of,
    too_full,
)
from gridward.planning.siting.enclosing import (
    Enclosure,
    Ground,
    Leak,
    closing_at_least,
    enclose,
    enclosure_faults,
    leading_in,
)
from gridward.planning.siting.median import best_sites, median
from gridward.planning.siting.network import lay
from gridward.planning.siting.terms import (
    NEVER,
    OUTSIDE,
    Changes,
    Finding,
    Network,
    Opening,
    Question,
    Refused,
    Standing,
)
from gridward.planning.siting.walking import walkable

TRIES = 150
"""How many exchanges of one opening are considered when a choice may not be the best."""
LOOKS = 40
LARGE = 1500
"""How many of them are carried out with closures and ways, so that a community has its answer within a second; on more
pieces of road than this, a quarter."""
GOOD_ENOUGH = 0.001


@dataclass(frozen=True)
class Sums:
    """What a plan costs, in yuan over the period; `walking` is time weighed, not money spent."""

    closing: float
    gates: float
    walking: float

    @property
    def total(self) -> float:
        """All three."""
        return self.closing + self.gates + self.walking


@dataclass(frozen=True)
class Plan:
    """An answer. `enclosure` is None where `leak` says why nothing encloses.

    `serves[n]` is the number of the opening of dwelling n (-1 for none) and `metres[n]` its way there (inf for none).
    No choice of as many openings costs less than `bound`; `chosen` says whether there was a choice.
    """

    question: Question
    changes: Changes
    network: Network
    ground: Ground
    places: dict[str, Opening]
    enclosure: Enclosure | None
    leak: Leak | None
    forced: tuple[int, ...] = ()
    serves: tuple[int, ...] = ()
    metres: tuple[float, ...] = ()
    sums: Sums = Sums(0.0, 0.0, 0.0)
    bound: float = 0.0
    chosen: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def gap(self) -> float:
        """How much the total may be above the least, as a share."""
        return max(0.0, (self.sums.total - self.bound) / max(self.sums.total, 1e-9))

    @property
    def people(self) -> float:
        """How many live in the dwellings."""
        return sum(one.people for one in self.question.dwellings)

    @property
    def mean_m(self) -> float:
        """The way of a person to the gate on average, of those who have one."""
        known = [
            (metres, one.people)
            for metres, one in zip(self.metres, self.question.dwellings, strict=False)
            if not isinf(metres)
        ]
        people = sum(one for _, one in known)
        return sum(metres * one for metres, one in known) / people if people else 0.0


@dataclass(frozen=True)
class Walk:
    """How a dwelling's way changes, in metres; inf for no way at all."""

    key: str
    people: float
    before_m: float
    after_m: float

    @property
    def more_m(self) -> float:
        """Metres more, negative for a shorter way."""
        return 0.0 if self.before_m == self.after_m else self.after_m - self.before_m


@dataclass(frozen=True)
class Difference:
    """One plan beside another: the walks that change, the longest addition first; what more it costs, in yuan."""

    walks: tuple[Walk, ...]
    closing: float
    gates: float
    walking: float
    opened: tuple[str, ...]
    shut: tuple[str, ...]

    @property
    def worse_off(self) -> float:
        """How many people walk farther."""
        return sum(one.people for one in self.walks if one.more_m > 0)


def make_plan(question: Question) -> Plan:
    """The plan of a question; raises Refused for what cannot be read or asked."""
    network = lay(question)
    return _plan(question, Changes(), network, openings_of(network, question))


def what_if(plan: Plan, changes: Changes) -> Plan:
    """The plan with these changes instead of those it was made with; raises Refused for unknown keys."""
    return _plan(plan.question, changes, plan.network, plan.places)


def compare(before: Plan, after: Plan) -> Difference:
    """What changes from one plan to another of the same question, for whom and by how much.

    Raises ValueError where one of them encloses nothing.
    """
    if before.enclosure is None or after.enclosure is None:
        raise ValueError("a plan that encloses nothing has no ways to compare")
    rows = zip(before.question.dwellings, before.metres, after.metres, strict=True)
    walks = [Walk(one.key, one.people, first, second) for one, first, second in rows]
    walks = sorted((one for one in walks if abs(one.more_m) >= 0.5), key=lambda one: -one.more_m)
    old, new = _keys(before), _keys(after)
    return Difference(
        tuple(walks),
        after.sums.closing - before.sums.closing,
        after.sums.gates - before.sums.gates,
        after.sums.walking - before.sums.walking,
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
    )


def _keys(plan: Plan) -> set[str]:
    return {one.key for one in plan.enclosure.openings} if plan.enclosure else set()


def _plan(
    question: Question, changes: Changes, network: Network, places: dict[str, Opening]
) -> Plan:
    ground, forced = _ground(question, changes, network, places)
    wanted = _wanted(question, changes, ground, places)
    plan = Plan(
        question, changes, network, ground, places, None, None, forced, findings=network.findings
    )
    if wanted.count == len(wanted.fixed):
        best = _with(plan, wanted.fixed)
        return replace(best, bound=min(_least(best), best.sums.total))
    choice = choose(ground, question, wanted)
    best = _improved(plan, choice, wanted)
    bound = choice.bound + _paid(best)
    return replace(best, bound=min(bound, best.sums.total), chosen=True)


def _least(plan: Plan) -> float:
    """What a plan with these openings costs at least: the flow, the gates, and ways as if no road were closed."""
    found = plan.enclosure
    if found is None:
        return 0.0
    walking = _walking(plan, found.openings, plan.ground.shut)
    return found.bound + _paid(plan) + plan.sums.gates + walking


def _paid(plan: Plan) -> float:
    """What is paid for closing that somebody wants in any case."""
    return sum(plan.ground.costs[one] for one in plan.forced)


def _walking(plan: Plan, openings: Sequence[Opening], closed: Iterable[int]) -> float:
    """What the ways of all to the nearest of the openings are weighed with."""
    if not plan.question.dwellings or not openings:
        return 0.0
    far = distances(plan.network, plan.question, openings, walkable(plan.network, closed))
    people = np.array([one.people for one in plan.question.dwellings])
    return plan.question.costs.walking(float(far.min(axis=1) @ people))


def _ground(
    question: Question, changes: Changes, network: Network, places: dict[str, Opening]
) -> tuple[Ground, tuple[int, ...]]:
    """What is enclosed and what closing costs under the changes, and the edges that are paid for being closed."""
    keys = {one.key for one in question.roads}
    for key in changes.keep_open:
        if key not in keys:
            raise Refused(Finding("road_unknown", "what_if", key, "keep_open"))
    kept = set(changes.keep_open)
    costs = tuple(
        NEVER
        if network.roads[one.road].key in kept
        else question.costs.closing(network.roads[one.road])
        for one in network.edges
    )
    shut, paid = _shut(changes, network, costs)
    inside = {one for one in network.homes if one >= 0} | network.within
    if question.everything or not (question.dwellings or question.areas):
        inside |= set(range(1, len(network.places))) - {one.outer for one in places.values()}
    return Ground(network, frozenset(inside), costs, shut), paid


def _shut(
    changes: Changes, network: Network, costs: Sequence[float]
) -> tuple[frozenset[int], tuple[int, ...]]:
    """Edges gone because somebody wants them closed, and those of them where the closing stands and is paid for."""
    gone: set[int] = set()
    paid: list[int] = []
    for key in changes.close:
        named = [n for n, one in enumerate(network.edges) if key in (one.crossing, one.gate)]
        of_road = [n for n, one in enumerate(network.edges) if network.roads[one.road].key == key]
        leaving = [n for n in of_road if network.edges[n].crossing]
        found = named or leaving or of_road
        if not found:
            raise Refused(Finding("road_unknown", "what_if", key, "close"))
        if any(isinf(costs[one]) for one in found):
            raise Refused(Finding("close_never", "what_if", key, "close"))
        gone |= set(found)
        paid += found if named or leaving else found[:1]
    return frozenset(gone), tuple(sorted(set(paid)))


def _wanted(
    question: Question, changes: Changes, ground: Ground, places: dict[str, Opening]
) -> Wanted:
    """Which openings are decided and which may be; none of them closed by the changes."""
    decided = [one.key for one in question.gates if one.standing is Standing.OPEN]
    opened = by_key(places, changes.open, "what_if")
    by_key(places, changes.shut, "what_if")
    fixed = list(dict.fromkeys([*by_key(places, decided, "gates"), *opened]))
    fixed = [one for one in fixed if one.key not in changes.shut and one.edge not in ground.shut]
    free = [
        one
        for one in leading_in(ground, places.values())
        if one not in fixed
        and one.key not in changes.shut
        and one.edge not in ground.shut
        and one.outer not in ground.inside
    ]
    count = changes.count or question.openings or len(fixed)
    if not count:
        raise Refused(Finding("openings_none", "openings", "", "count"))
    if question.car and not any(one.car for one in (*fixed, *free)):
        return Wanted(tuple(fixed), tuple(free), max(count, len(fixed)), car=False)
    return Wanted(tuple(fixed), tuple(free), max(count, len(fixed)), question.car)


def _with(plan: Plan, openings: Sequence[Opening]) -> Plan:
    """The plan with exactly these openings."""
    found = enclose(plan.ground, openings)
    if isinstance(found, Leak):
        return replace(plan, enclosure=None, leak=found)
    metres, serves = _ways(plan, found)
    costs = plan.question.costs
    counted = [NO_WAY_M if isinf(one) else one for one in metres]
    people = sum(
        one.people * way for one, way in zip(plan.question.dwellings, counted, strict=True)
    )
    sums = Sums(found.cost + _paid(plan), sum(one.cost for one in openings), costs.walking(people))
    return replace(plan, enclosure=found, metres=metres, serves=serves, sums=sums)


def _ways(plan: Plan, found: Enclosure) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Metres of each dwelling to its opening when the closures stand: the nearest, or one that is not full."""
    question, openings = plan.question, found.openings
    if not question.dwellings or not openings:
        return tuple(inf for _ in question.dwellings), tuple(-1 for _ in question.dwellings)
    closed = {*found.closed, *plan.ground.shut}
    far = distances(plan.network, question, openings, walkable(plan.network, closed))
    serves = far.argmin(axis=1)
    if question.capacity:
        people = np.array([one.people for one in question.dwellings])
        asked = median(far, people, count=len(openings), capacity=question.capacity)
        try:
            serves = np.array(best_sites(asked, 2.0).serves)
        except ValueError:
            raise too_full(question, len(openings)) from None
    metres = [float(far[row, site]) for row, site in enumerate(serves)]
    return (
        tuple(inf if one >= NO_WAY_M else one for one in metres),
        tuple(
            -1 if one >= NO_WAY_M else int(site) for one, site in zip(metres, serves, strict=True)
        ),
    )


def _improved(plan: Plan, choice: Choice, wanted: Wanted) -> Plan:
    """The chosen openings, exchanged one at a time while the whole, closures included, gets cheaper."""
    openings, tries = choice.openings, TRIES
    best = _with(plan, openings)
    looks = LOOKS if len(plan.network.edges) < LARGE else LOOKS // 4
    good = (choice.bound + _paid(plan)) * (1 + GOOD_ENOUGH)
    exchanges = _exchanges(plan, choice, openings, wanted)
    while _cost(best) > good and tries > 0 and looks > 0:
        others = next(exchanges, None)
        if others is None:
            break
        tries -= 1
        if _at_least(plan, choice, others) >= _cost(best):
            continue
        looks -= 1
        other = _with(plan, others)
        if _cost(other) < _cost(best):
            best, exchanges = other, _exchanges(plan, choice, others, wanted)
    return best


def _at_least(plan: Plan, choice: Choice, openings: Sequence[Opening]) -> float:
    """What a plan with these openings costs at least, by the flow and the ways on open roads."""
    gates = sum(one.cost for one in openings)
    walking = _walking_at(plan, choice, openings)
    return closing_at_least(plan.ground, openings) + gates + walking + _paid(plan)


def _walking_at(plan: Plan, choice: Choice, openings: Sequence[Opening]) -> float:
    at = [choice.places.index(one) for one in openings]
    people = np.array([one.people for one in plan.question.dwellings] or [0.0])
    return plan.question.costs.walking(float(choice.far[:, at].min(axis=1) @ people))


def _cost(plan: Plan) -> float:
    """The total, or inf where it does not enclose or a gate leads nowhere."""
    if plan.enclosure is None or enclosure_faults(plan.ground, plan.enclosure, ()):
        return inf
    return plan.sums.total


def _exchanges(
    plan: Plan, choice: Choice, chosen: Sequence[Opening], wanted: Wanted
) -> Iterator[tuple[Opening, ...]]:
    """The openings with one exchanged, the most promising first."""
    leaving = [one for one in chosen if one not in wanted.fixed]
    coming = [one for one in choice.places if one not in chosen]
    found: list[tuple[float, int, tuple[Opening, ...]]] = []
    for leaves, arrives in product(leaving, coming):
        openings = tuple(arrives if one is leaves else one for one in chosen)
        if wanted.car and not any(one.car for one in openings):
            continue
        saved = plan.ground.costs[arrives.edge] - plan.ground.costs[leaves.edge]
        price = arrives.cost - leaves.cost - (saved if isfinite(saved) else 0.0)
        walking = _walking_at(plan, choice, openings)
        found.append((walking + price, len(found), openings))
    yield from (openings for *_, openings in sorted(found, key=lambda one: one[:2]))


def plan_faults(plan: Plan) -> list[str]:
    """What is wrong with a plan, looked at again by walking alone; nothing when it holds."""
    if plan.enclosure is None:
        return []
    served = [
        node
        for node, serves in zip(plan.network.homes, plan.serves, strict=True)
        if node >= 0 and serves >= 0
    ]
    faults = enclosure_faults(plan.ground, plan.enclosure, served)
    if OUTSIDE in plan.ground.inside:
        faults.append("the outside is to be enclosed")
    return faults
