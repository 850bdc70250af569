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


class ExportExpired(Problem):
    """The export is past its time."""

    code = "export_expired"
    status = 409


class ExportNotReady(Problem):
    """The export is being prepared, or could not be."""

    code = "export_not_ready"
    status = 409


class ExportBusy(Problem):
    """The account has as many downloads under way as it may."""

    code = "export_busy"
    status = 409


class OwnAlert(Problem):
    """Who took it does not settle the alert about it."""

    code = "export_own_alert"
    status = 403


class AlertSettled(Problem):
    """The alert was confirmed before."""

    code = "export_alert_settled"
    status = 409


class NoteMissing(Problem):
    """A question, an answer or a confirmation says something, two characters at least."""

    code = "export_note_missing"


class LimitsWrong(Problem):
    """Figures of limits are whole numbers in their range, set from today on or later, with where they come from."""

    code = "export_limits_wrong"
