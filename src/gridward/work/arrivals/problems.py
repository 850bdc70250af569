"""Refusals of arrivals."""

from gridward.kernel.problems import Problem


class ArrivalNobody(Problem):
    """An arrival is of a resident, or of somebody who is named with a grid."""

    code = "arrivals.nobody"


class ArrivalLeft(Problem):
    """The resident died or lives here no more."""

    code = "arrivals.left"


class ArrivalDayUnfit(Problem):
    """The day of arrival is too long ago, or too far ahead."""

    code = "arrivals.day_unfit"


class ArrivalStayMissing(Problem):
    """An arrival says where the person has been."""

    code = "arrivals.stay_missing"


class ArrivalStayUnfit(Problem):
    """A stay names a region, and ends after it began and not after the person arrived."""

    code = "arrivals.stay_unfit"


class ArrivalThere(Problem):
    """The arrival of this resident on this day is recorded already."""

    code = "arrivals.there"
    status = 409


class ArrivalIdTaken(Problem):
    """The id is of another arrival."""

    code = "arrivals.id_taken"
    status = 409


class ArrivalDecided(Problem):
    """Somebody decided on it before."""

    code = "arrivals.decided"
    status = 409


class ArrivalReasonMissing(Problem):
    """That nothing is to be done needs a reason."""

    code = "arrivals.reason_missing"
