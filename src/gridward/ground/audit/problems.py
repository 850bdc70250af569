"""Refusals of the export guard. `field` in the details names the field of the form that is wrong."""

from gridward.kernel.problems import Problem


class ExportReasonMissing(Problem):
    """Personal data in full leaves the house for a reason of at least 2 characters."""

    code = "export_reason_missing"


class ExportFullNotAllowed(Problem):
    """Full numbers need the right to look at them at every grid of the export."""

    code = "export_full_not_allowed"
    status = 403


class ExportFullTooMany(Problem):
    """Without the right to full exports only a few rows leave in full."""

    code = "export_full_too_many"
    status = 403
