"""Refusals of drills."""

from gridward.kernel.problems import Problem


class DrillMarkDiffers(Problem):
    """The home and its database do not agree on being a drill: nothing is served from either."""

    code = "drill.mark_differs"
    status = 503


class DrillWithinDrill(Problem):
    """A drill is begun from the real installation."""

    code = "drill.within_drill"
    status = 409


class DrillKnown(Problem):
    """There is a drill of this name."""

    code = "drill.known"
    status = 409


class DrillUnknown(Problem):
    """There is no drill of this name."""

    code = "drill.unknown"
    status = 404


class DrillRuns(Problem):
    """It is being served; it is stopped first."""

    code = "drill.runs"
    status = 409


class DrillNotBegun(Problem):
    """It could not be made ready or did not begin to serve; its log says why."""

    code = "drill.not_begun"
    status = 503


class DrillNotTold(Problem):
    """The report could not be written, so the drill is still there."""

    code = "drill.not_told"
    status = 503
