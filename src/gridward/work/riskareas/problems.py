"""Refusals of risk areas."""

from gridward.kernel.problems import Problem


class RiskNoticeEmpty(Problem):
    """Nothing in the text is a list of areas."""

    code = "riskareas.notice_empty"


class RiskNoticeUnnamed(Problem):
    """A notice says who published it, and under which name."""

    code = "riskareas.notice_unnamed"


class RiskNoticeSame(Problem):
    """The same text of the same day was taken already."""

    code = "riskareas.notice_same"
    status = 409


class RiskNoticeOlder(Problem):
    """A list of a later day was taken already; the past is not rewritten by an older one."""

    code = "riskareas.notice_older"
    status = 409


class RiskNoticeAhead(Problem):
    """The day of a notice has not come."""

    code = "riskareas.notice_ahead"


class RiskIdTaken(Problem):
    """The id is of another notice or area."""

    code = "riskareas.id_taken"
    status = 409


class RiskPlaceMissing(Problem):
    """An area names its region and what it is called there."""

    code = "riskareas.place_missing"


class RiskAreaThere(Problem):
    """The same place stands at the same level already."""

    code = "riskareas.area_there"
    status = 409


class RiskAreaEnded(Problem):
    """The area ended before."""

    code = "riskareas.area_ended"
    status = 409


class RiskEndUnfit(Problem):
    """The last day of an area lies between its first day and today, and its end has a reason."""

    code = "riskareas.end_unfit"


class RiskStayUnfit(Problem):
    """A stay names a region, and ends after it began and not after the day that is asked for."""

    code = "riskareas.stay_unfit"
