"""An answer looked at again with plain loops that know nothing of how it was found."""

from gridward.planning.siting.median.terms import Median, Sited

NEAR = 1e-6


def faults_of(asked: Median, sited: Sited) -> list[str]:
    """What is wrong with an answer, in words for developers; nothing when it keeps every rule and counts right."""
    faults = []
    open_sites = set(sited.sites)
    if len(open_sites) != asked.count or not set(asked.fixed) <= open_sites:
        faults.append("not as many sites as asked, or a fixed one is missing")
    if asked.one_of and not open_sites & set(asked.one_of):
        faults.append("none of those of which one is asked")
    if not set(sited.serves) <= open_sites or len(sited.serves) != len(asked.weights):
        faults.append("a demand without an open site")
        return faults
    faults += _loads(asked, sited)
    cost = sum(float(asked.opening[one]) for one in open_sites)
    for row, site in enumerate(sited.serves):
        cost += float(asked.weights[row]) * float(asked.distances[row, site])
    if abs(cost - sited.cost) > NEAR * max(1.0, abs(cost)):
        faults.append(f"costs {cost}, not {sited.cost}")
    if sited.bound > sited.cost + NEAR * max(1.0, abs(cost)):
        faults.append("the bound is above the cost")
    return faults


def _loads(asked: Median, sited: Sited) -> list[str]:
    """Full sites; without a capacity, demands that do not go to their nearest."""
    if asked.capacity is None:
        return [
            f"demand {row} does not go to its nearest site"
            for row, site in enumerate(sited.serves)
            if asked.distances[row, site] > min(asked.distances[row, one] for one in sited.sites)
        ]
    loads = dict.fromkeys(sited.sites, 0.0)
    for row, site in enumerate(sited.serves):
        loads[site] += float(asked.weights[row])
    return [f"site {one} is full" for one, load in loads.items() if load > asked.capacity + NEAR]
