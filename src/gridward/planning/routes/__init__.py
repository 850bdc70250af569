"""The order of a day's visits: those with a time first when it has come, buildings by the way between them, staircases
from the top down.

Nobody is located: the way begins at the first building or at a place that is given, and no position is kept.
"""

from gridward.planning.routes.ordering import in_order
from gridward.planning.routes.terms import Place, Stop, Walk

__all__ = ["Place", "Stop", "Walk", "in_order"]
