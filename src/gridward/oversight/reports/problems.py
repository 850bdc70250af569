"""Refusals of the reports."""

from gridward.kernel.problems import Problem


class MomentAhead(Problem):
    """A report is asked for a moment that has not come."""

    code = "reports.moment_ahead"


class NotAMoment(Problem):
    """The text is neither a day nor an instant."""

    code = "reports.not_a_moment"


class NoSuchFigure(Problem):
    """The figure is not one of the catalogue."""

    code = "reports.no_such_figure"


class NoRowsBehind(Problem):
    """The figure does not count rows of the territory or the register."""

    code = "reports.no_rows_behind"


class LayoutWrong(Problem):
    """The layout names unknown figures, one twice, none at all, or has no titles."""

    code = "reports.layout_wrong"


class LayoutChanged(Problem):
    """Somebody saved another layout since this one was read."""

    code = "reports.layout_changed"
    status = 409


class ReasonMissing(Problem):
    """A later snapshot of the same day says why it is made."""

    code = "reports.reason_missing"


class TakenMeanwhile(Problem):
    """Somebody froze the same report at the same moment."""

    code = "reports.taken_meanwhile"
    status = 409


class AlreadySigned(Problem):
    """The person has signed this snapshot."""

    code = "reports.already_signed"
    status = 409


class SignedStays(Problem):
    """A signed snapshot is never removed."""

    code = "reports.signed_stays"
    status = 409


class ContentDiffers(Problem):
    """What is stored is not what the digest covers: somebody reached into the database."""

    code = "reports.content_differs"
    status = 409


class NotComparable(Problem):
    """Two snapshots of different places cannot be compared."""

    code = "reports.not_comparable"


class TooManyForms(Problem):
    """One file holds so many forms; more are printed grid by grid or building by building."""

    code = "reports.too_many_forms"


class NoFormChosen(Problem):
    """Neither rows nor a grid were named."""

    code = "reports.no_form_chosen"


class BriefOfBaseGrids(Problem):
    """A community as a whole and a retired grid have no brief; details: grid."""

    code = "reports.brief_of_base_grids"
