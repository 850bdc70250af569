"""Refusals of a gate's copy."""

from gridward.kernel.problems import Problem


class GateCursorUnreadable(Problem):
    """A cursor that this server never gave."""

    code = "gate_copy.cursor_unreadable"
