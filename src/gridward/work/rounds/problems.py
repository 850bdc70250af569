"""Refusals of survey rounds."""

from gridward.kernel.problems import Problem


class RoundNameMissing(Problem):
    """A round has a name."""

    code = "round_name_missing"


class RoundGridsMissing(Problem):
    """A round is walked somewhere."""

    code = "round_grids_missing"


class RoundKindsMissing(Problem):
    """A round visits households, organisations or both."""

    code = "round_kinds_missing"


class RoundDatesTurned(Problem):
    """A round ends after it starts."""

    code = "round_dates_turned"


class RoundNotDraft(Problem):
    """What a round asks stands once it is open."""

    code = "round_not_draft"
    status = 409


class RoundNotOpen(Problem):
    """A visit belongs to a round that is walked: not a draft, not closed."""

    code = "round_not_open"
    status = 409


class RoundUnfinished(Problem):
    """A round cannot be closed while a target has no outcome."""

    code = "round_unfinished"
    status = 409


class QuestionBroken(Problem):
    """A question needs a code, a text, and options exactly where one is to choose."""

    code = "round_question_broken"


class QuestionTwice(Problem):
    """Two questions of a round have one code."""

    code = "round_question_twice"


class AnswerMissing(Problem):
    """A question that must be answered was not, though somebody was met."""

    code = "round_answer_missing"


class AnswerUnfit(Problem):
    """An answer is not of the kind that the question asks for."""

    code = "round_answer_unfit"


class QuestionUnknown(Problem):
    """The round has no such question."""

    code = "round_question_unknown"


class PersonUnknown(Problem):
    """An answer names somebody who does not live there."""

    code = "round_person_unknown"


class MoreMetThanLive(Problem):
    """More people were met than are known to live there; new ones are entered first."""

    code = "round_more_met"


class VisitInFuture(Problem):
    """A visit that has not been yet."""

    code = "round_visit_future"


class TooManyVisits(Problem):
    """More visits at once than one transaction should hold."""

    code = "round_too_many_visits"
    status = 413


class VisitTwice(Problem):
    """A visit with this id was recorded already, or is in the list twice."""

    code = "round_visit_twice"
    status = 409


class AlreadyVisited(Problem):
    """Households of an import that is to be undone were visited."""

    code = "round_already_visited"
    status = 409


class PhotoTaken(Problem):
    """The id that the phone gave a photograph stands for another one."""

    code = "round_photo_taken"
    status = 409


class PhotoMissing(Problem):
    """A visit names a photograph that has not come up yet."""

    code = "round_photo_missing"
