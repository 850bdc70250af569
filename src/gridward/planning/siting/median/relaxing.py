"""A bound from below: every demand may go to several sites or to none, at the price of a multiplier (Lagrange).

With multipliers u the relaxed cost is sum(u) + the `count` least of rho_j = opening_j + sum_i min(0, c_ij - u_i); no
choice of sites costs less (Cornuejols, Fisher and Nemhauser, 1977; Beasley, 1985). Sites whose rho shows that a better
choice has them, or lacks them, are decided for good.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridward.planning.siting.median.interchange import cost_of, improved
from gridward.planning.siting.median.terms import Floats, Ints, Median

PATIENCE = 25
"""Steps without a better bound before they become half as long."""
SHORTEST = 0.002
POLISH_EVERY = 60


@dataclass
class Best:
    """The best sites known so far, in any branch; `beaten` is the bound at which nothing better is left."""

    sites: Ints
    cost: float
    integral: bool

    @property
    def beaten(self) -> float:
        """A bound from here on proves that nothing better exists."""
        slack = 1e-9 * max(1.0, abs(self.cost))
        return self.cost - 1 + 1e-6 if self.integral else self.cost - slack

    def offer(self, sites: Ints, cost: float) -> None:
        """Keep them when they are better."""
        if cost < self.cost:
            self.sites, self.cost = sites, cost


@dataclass
class Branch:
    """A part of the question: some sites decided open, some out; its multipliers and its bound."""

    opened: NDArray[np.bool_]
    shut: NDArray[np.bool_]
    prices: Floats
    bound: float = -np.inf
    rho: Floats | None = None


def relax(asked: Median, costs: Floats, branch: Branch, best: Best, steps: int) -> None:
    """Raise the branch's bound, offer the sites met on the way, and decide sites where that is proven."""
    prices, length, idle = branch.prices.copy(), 1.6, 0
    for step in range(steps):
        rho, chosen, value, plain = _relaxed(asked, costs, branch, prices)
        if value > branch.bound + 1e-9 * max(1.0, abs(value)):
            branch.bound, branch.prices, branch.rho, idle = value, prices.copy(), rho, 0
        else:
            idle += 1
        meet(asked, costs, chosen, best, polish=step % POLISH_EVERY == 0)
        _decide(asked, branch, rho, plain, best)
        if branch.bound > best.beaten or length < SHORTEST:
            return
        if idle >= PATIENCE:
            length, idle, prices = length / 2, 0, branch.prices.copy()
            continue
        slope = 1.0 - (costs[:, chosen] < prices[:, None]).sum(axis=1)
        steep = float(slope @ slope)
        if not steep:
            return
        prices = (
            prices + length * max(best.cost + 0.005 * abs(best.cost) - value, 1e-9) / steep * slope
        )


def _relaxed(
    asked: Median, costs: Floats, branch: Branch, prices: Floats
) -> tuple[Floats, Ints, float, float]:
    """rho, the sites with the least of it, the relaxed cost, and that cost without `one_of`."""
    rho = np.minimum(costs - prices[:, None], 0.0).sum(axis=0) + asked.opening
    order = np.where(branch.opened, -np.inf, np.where(branch.shut, np.inf, rho))
    chosen = np.argpartition(order, asked.count - 1)[: asked.count]
    plain = float(prices.sum() + rho[chosen].sum())
    if asked.one_of and not np.isin(chosen, asked.one_of).any():
        chosen = _with_one(asked, branch, rho, chosen)
    return rho, chosen, float(prices.sum() + rho[chosen].sum()), plain


def _with_one(asked: Median, branch: Branch, rho: Floats, chosen: Ints) -> Ints:
    """The dearest free site gives way to the cheapest of `one_of`; as it is where the branch has none left."""
    free = [one for one in chosen if not branch.opened[one]]
    may = [one for one in asked.one_of if not branch.shut[one]]
    if not free or not may:
        return chosen
    leaves, comes = max(free, key=lambda one: rho[one]), min(may, key=lambda one: rho[one])
    return np.append(chosen[chosen != leaves], comes)


def meet(asked: Median, costs: Floats, sites: Ints, best: Best, polish: bool = False) -> None:
    """Offer sites where they are a choice; `polish` begins an interchange from them in any case."""
    if len(sites) != asked.count or (asked.one_of and not np.isin(sites, asked.one_of).any()):
        return
    cost = cost_of(asked, costs, sites)
    if cost < best.cost or polish:
        best.offer(*improved(asked, costs, sites))


def _decide(asked: Median, branch: Branch, rho: Floats, plain: float, best: Best) -> None:
    """What would cost too much to choose is out, what would cost too much to leave is in."""
    free = ~branch.opened & ~branch.shut
    left = asked.count - int(branch.opened.sum())
    if not 0 <= left <= int(free.sum()):
        branch.bound = np.inf
    if not 0 < left <= int(free.sum()):
        return
    ranked = np.sort(rho[free])
    last = ranked[left - 1]
    branch.shut |= free & (rho > last) & (plain + rho - last > best.beaten)
    if left < len(ranked):
        following = ranked[left]
        branch.opened |= free & (rho <= last) & (plain - rho + following > best.beaten)
