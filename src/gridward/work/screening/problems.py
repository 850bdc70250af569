"""Refusals of screening."""

from gridward.kernel.problems import Problem


class ScreeningOrdinaryTimes(Problem):
    """No response above ordinary is in force where the list would be kept: nobody is verified for it."""

    code = "screening.ordinary_times"
    status = 409


class ScreeningSenderMissing(Problem):
    """A list says who sent it, what for, and on what basis."""

    code = "screening.sender_missing"


class ScreeningKindUnknown(Problem):
    """There is no such kind of list on that day."""

    code = "screening.kind_unknown"


class ScreeningTimesUnfit(Problem):
    """A list was received before now, and its deadline lies behind its receipt."""

    code = "screening.times_unfit"


class ScreeningSameFile(Problem):
    """The very same file was taken in already (`file`, `day`)."""

    code = "screening.same_file"
    status = 409


class ScreeningNobodyInFile(Problem):
    """No table of people was found in the file."""

    code = "screening.nobody_in_file"


class ScreeningFileForgotten(Problem):
    """The file had its time and was removed (clause L1)."""

    code = "screening.file_forgotten"
    status = 410


class ScreeningUnknownColumn(Problem):
    """A mapping names a layout, a column or a field that the file does not have (`what`)."""

    code = "screening.unknown_column"


class ScreeningNotInState(Problem):
    """The list is in a state in which this cannot be done (`state`)."""

    code = "screening.not_in_state"
    status = 409


class ScreeningCorrectsUnfit(Problem):
    """A list corrects one of the same sender that was taken in and is not closed."""

    code = "screening.corrects_unfit"
    status = 409


class ScreeningRowsOpen(Problem):
    """Rows of the list are still open (`count`)."""

    code = "screening.rows_open"
    status = 409


class ScreeningRowNotOpen(Problem):
    """The row does not wait for a decision of the desk (any more)."""

    code = "screening.row_not_open"
    status = 409


class ScreeningDecisionUnfit(Problem):
    """A decision says one thing: a candidate, a grid, or an outcome."""

    code = "screening.decision_unfit"


class ScreeningOutcomeUnfit(Problem):
    """The outcome cannot be said here."""

    code = "screening.outcome_unfit"


class ScreeningFoundMissing(Problem):
    """What was found is written down."""

    code = "screening.found_missing"


class ScreeningTaskOver(Problem):
    """The task was answered already (`outcome`)."""

    code = "screening.task_over"
    status = 409


class ScreeningConsentMissing(Problem):
    """What somebody told goes into the register with their consent alone, and where they are registered."""

    code = "screening.consent_missing"


class ScreeningIdTaken(Problem):
    """The id is of another contact."""

    code = "screening.id_taken"
    status = 409
