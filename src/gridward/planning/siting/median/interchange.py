"""Good sites fast: the fast interchange of Whitaker, all swaps priced at once.

With the nearest and the second nearest open site of each demand, the profit of opening j and closing r is
gain(j) - loss(r) + extra(j, r) (Resende and Werneck, 2007).
"""

import numpy as np

from gridward.planning.siting.median.terms import Floats, Ints, Median

LEAST_PROFIT = 1e-9
"""As a share of the cost, so that rounding does not swap for ever."""


def cost_of(asked: Median, costs: Floats, sites: Ints) -> float:
    """What these sites cost when each demand goes to its nearest."""
    return float(costs[:, sites].min(axis=1).sum() + asked.opening[sites].sum())


def greedy(asked: Median, costs: Floats) -> Ints:
    """Sites chosen one after another, each the best beside those before it."""
    sites = list(asked.fixed)
    nearest = costs[:, sites].min(axis=1) if sites else costs.max(axis=1)
    while len(sites) < asked.count:
        price = np.minimum(costs, nearest[:, None]).sum(axis=0) + asked.opening
        price[sites] = np.inf
        if asked.one_of and len(sites) == asked.count - 1 and not set(sites) & set(asked.one_of):
            price[np.setdiff1d(np.arange(len(price)), asked.one_of)] = np.inf
        sites.append(int(price.argmin()))
        nearest = np.minimum(nearest, costs[:, sites[-1]])
    return np.array(sorted(sites))


def improved(asked: Median, costs: Floats, sites: Ints) -> tuple[Ints, float]:
    """The best swap is made while there is one; answers the sites and their cost."""
    sites = np.sort(sites)
    cost = cost_of(asked, costs, sites)
    while asked.count < costs.shape[1]:
        profits = _profits(asked, costs, sites)
        leaves, comes = divmod(int(profits.argmax()), costs.shape[1])
        if profits[leaves, comes] <= LEAST_PROFIT * max(abs(cost), 1.0):
            break
        sites = np.sort(np.append(np.delete(sites, leaves), comes))
        cost = cost_of(asked, costs, sites)
    return sites, cost


def _profits(asked: Median, costs: Floats, sites: Ints) -> Floats:
    """What each swap saves, an open site a row and any site a column; -inf for what may not be."""
    here = costs[:, sites]
    rows = np.arange(len(costs))
    nearest = here.argmin(axis=1)
    first = here[rows, nearest]
    second = np.partition(here, 1, axis=1)[:, 1] if len(sites) > 1 else costs.max(axis=1)
    gain = np.maximum(first[:, None] - costs, 0.0).sum(axis=0) - asked.opening
    loss = np.bincount(nearest, second - first, len(sites)) - asked.opening[sites]
    kept = np.maximum(second[:, None] - np.maximum(costs, first[:, None]), 0.0)
    extra = _by_site(kept, nearest, len(sites))
    profits: Floats = gain[None, :] - loss[:, None] + extra
    profits[:, sites] = -np.inf
    profits[np.isin(sites, asked.fixed)] = -np.inf
    return _with_one_of(asked, sites, profits)


def _by_site(rows: Floats, nearest: Ints, count: int) -> Floats:
    """Sums of the rows that share their nearest site.

    Not as a product of matrices, whose threads wait for each other where other programs use the processors.
    """
    order = np.argsort(nearest, kind="stable")
    present, begins = np.unique(nearest[order], return_index=True)
    summed = np.zeros((count, rows.shape[1]))
    summed[present] = np.add.reduceat(rows[order], begins, axis=0)
    return summed


def _with_one_of(asked: Median, sites: Ints, profits: Floats) -> Floats:
    """The last site of `one_of` is only swapped for another of them."""
    kept = np.isin(sites, asked.one_of)
    if asked.one_of and kept.sum() == 1:
        others = np.setdiff1d(np.arange(profits.shape[1]), asked.one_of)
        profits[np.ix_(np.flatnonzero(kept), others)] = -np.inf
    return profits


def shaken(asked: Median, sites: Ints, swaps: int, chance: np.random.Generator) -> Ints:
    """Some sites exchanged by chance, to leave a valley; fixed ones stay."""
    free = np.setdiff1d(sites, asked.fixed)
    closed = np.setdiff1d(np.arange(asked.distances.shape[1]), sites)
    swaps = min(swaps, len(free), len(closed))
    leave = chance.choice(free, swaps, replace=False)
    come = chance.choice(closed, swaps, replace=False)
    found = np.union1d(np.setdiff1d(sites, leave), come)
    if asked.one_of and not np.isin(found, asked.one_of).any():
        return sites
    return found
