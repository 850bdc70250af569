"""Words of the p-median."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Median:
    """Where to put `count` sites so that the weighted distances to the nearest are least.

    `distances` has a row for each demand and a column for each site (same unit throughout); `weights` one number a
    demand. `opening` is what opening a site costs, in units of weight times distance. `fixed` sites are open in any
    case. At least one of `one_of` is open where there are any. `capacity` is the most weight one site serves.
    """

    distances: Floats
    weights: Floats
    count: int
    opening: Floats
    fixed: tuple[int, ...] = ()
    one_of: tuple[int, ...] = ()
    capacity: float | None = None

    @property
    def costs(self) -> Floats:
        """Weight times distance, shaped as `distances`."""
        return self.distances * self.weights[:, None]

    @property
    def integral(self) -> bool:
        """Whether every cost is a whole number, so that a bound may be rounded up."""
        return all(bool(np.all(one == np.rint(one))) for one in (self.costs, self.opening))


@dataclass(frozen=True)
class Sited:
    """Sites in their order, the site of each demand, and how good that is.

    No choice costs less than `bound`; `gap` is how much the cost may be above the least, as a share. `branches` says
    how often the search had to divide the question.
    """

    sites: tuple[int, ...]
    serves: tuple[int, ...]
    cost: float
    bound: float
    proven: bool
    branches: int = 0

    @property
    def gap(self) -> float:
        """(cost - bound) / |cost|; 0 for a proven best."""
        if self.proven:
            return 0.0
        return (self.cost - self.bound) / max(abs(self.cost), 1e-12)


def median(
    distances: Floats,
    weights: Floats | None = None,
    *,
    count: int,
    opening: Floats | None = None,
    fixed: Sequence[int] = (),
    one_of: Sequence[int] = (),
    capacity: float | None = None,
) -> Median:
    """A question with what is left out filled in; raises ValueError where shapes or numbers cannot be."""
    rows, columns = distances.shape
    asked = Median(
        np.asarray(distances, float),
        np.ones(rows) if weights is None else np.asarray(weights, float),
        count,
        np.zeros(columns) if opening is None else np.asarray(opening, float),
        tuple(sorted(set(fixed))),
        tuple(sorted(set(one_of))),
        capacity,
    )
    wrong = not len(asked.fixed) <= count <= columns or count < 1
    if wrong or asked.weights.shape != (rows,) or asked.opening.shape != (columns,):
        raise ValueError(f"{count} of {columns} sites cannot be chosen for {rows} demands")
    return asked
