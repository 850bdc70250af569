"""Refusals of tracing: those of cases and contacts, and each finding of `gridward.planning.tracing` under its code."""

from gridward.kernel.problems import Problem
from gridward.planning.tracing import Refused


class TracingNoResponse(Problem):
    """No response above ordinary with a legal basis is in force where the person lives: nobody is traced."""

    code = "tracing.no_response"
    status = 409


class TracingNobody(Problem):
    """A case is a resident, or somebody who is named at a grid."""

    code = "tracing.nobody"


class TracingSourceMissing(Problem):
    """A case says who determined it, by which paper."""

    code = "tracing.source_missing"


class TracingDaysUnfit(Problem):
    """The days do not fit: onset or sample up to today and at most so many days ago (`days`), isolation after it."""

    code = "tracing.days_unfit"


class TracingLookbackMissing(Problem):
    """The rule books of the day do not say how far to look back, and nobody stated it."""

    code = "tracing.lookback_missing"


class TracingLookbackReasonMissing(Problem):
    """Who states other days than the book says why."""

    code = "tracing.lookback_reason_missing"


class TracingLookbackUnfit(Problem):
    """The days to look back are no number up to `most`."""

    code = "tracing.lookback_unfit"


class TracingAlreadyThere(Problem):
    """The person is a case under trace already."""

    code = "tracing.already_there"
    status = 409


class TracingIdTaken(Problem):
    """The id is of something else."""

    code = "tracing.id_taken"
    status = 409


class TracingCaseOver(Problem):
    """The case is closed or withdrawn."""

    code = "tracing.case_over"
    status = 409


class TracingUnderWay(Problem):
    """The contacts of the case are being looked for at this moment."""

    code = "tracing.under_way"
    status = 409


class TracingContactsOpen(Problem):
    """Contacts of the case are not decided (`count`)."""

    code = "tracing.contacts_open"
    status = 409


class TracingReasonMissing(Problem):
    """A case is withdrawn for a reason."""

    code = "tracing.reason_missing"


class TracingReasonUnfit(Problem):
    """The reason is none of this decision."""

    code = "tracing.reason_unfit"


class TracingNoteMissing(Problem):
    """Another reason, and a decision that is changed, are told in words."""

    code = "tracing.note_missing"


class TracingNothingChosen(Problem):
    """No contact was chosen, or more than `most`."""

    code = "tracing.nothing_chosen"


class TraceDegreesUnknown(Problem):
    """Only one or two degrees can be asked for; details: degrees."""

    code = "trace.degrees_unknown"


class TraceWindowWrong(Problem):
    """The window is no number of minutes of a day; details: minutes."""

    code = "trace.window_wrong"


class TraceLookbackWrong(Problem):
    """The days to look back are too many; details: days, most."""

    code = "trace.lookback_wrong"


class TraceEngineUnknown(Problem):
    """There is no engine of that name; details: engine, known."""

    code = "trace.engine_unknown"


class TraceSparkMissing(Problem):
    """The libraries of Spark are not installed."""

    code = "trace.spark_missing"


class TraceJavaMissing(Problem):
    """Spark needs Java, and none was found."""

    code = "trace.java_missing"


class TraceSparkFailed(Problem):
    """Spark did not start, or lost its workers; details: reason."""

    code = "trace.spark_failed"


class TraceFolderMissing(Problem):
    """The folder of tables is not there; details: folder."""

    code = "trace.folder_missing"


class TraceTablesMissing(Problem):
    """None of the tables is in the folder; details: folder, known."""

    code = "trace.tables_missing"


class TraceTableTwice(Problem):
    """A table is there in two forms; details: table, folder."""

    code = "trace.table_twice"


class TraceTableUnreadable(Problem):
    """The file is no Parquet, or no CSV in UTF-8; details: table, reason."""

    code = "trace.table_unreadable"


class TraceColumnMissing(Problem):
    """A column is missing; details: table, column, known."""

    code = "trace.column_missing"


class TraceValueMissing(Problem):
    """Ids or moments are empty; details: table, column, rows."""

    code = "trace.value_missing"


class TraceTimeUnreadable(Problem):
    """Moments cannot be read, or lie too far off; details: table, column, rows, value."""

    code = "trace.time_unreadable"


class TraceEndsBeforeItBegins(Problem):
    """Stays or memberships end before they begin; details: table, rows."""

    code = "trace.ends_before_it_begins"


class TraceIndexOld(Problem):
    """The tables changed since the index was made; details: folder."""

    code = "trace.index_old"


class TraceIndexUnwritable(Problem):
    """The index cannot be written; details: folder, reason."""

    code = "trace.index_unwritable"


class TraceCasesMissing(Problem):
    """The file of cases is not there; details: file."""

    code = "trace.cases_missing"


class TraceCasesEmpty(Problem):
    """The file of cases has no rows; details: file."""

    code = "trace.cases_empty"


class TraceCasesWithoutBegin(Problem):
    """The file of cases has no column to begin from; details: file, known."""

    code = "trace.cases_without_begin"


class TraceLookbackMissing(Problem):
    """Cases have the day of onset or of the sample, and nothing says how far to look back; details: file, column."""

    code = "trace.lookback_missing"


class TraceCaseWithoutBegin(Problem):
    """A case has no moment to begin from; details: file, person."""

    code = "trace.case_without_begin"


class TraceCaseTwice(Problem):
    """A case is in the file twice; details: file, person."""

    code = "trace.case_twice"


class TraceCaseReversed(Problem):
    """The window of a case ends before it begins; details: file, person."""

    code = "trace.case_reversed"


class TraceAnswerUnwritable(Problem):
    """The answer cannot be written where it was asked for; details: file, reason."""

    code = "trace.answer_unwritable"


class TraceAnswerFormUnknown(Problem):
    """The answer is written as Parquet or CSV, by the ending of its name; details: file."""

    code = "trace.answer_form_unknown"


def problem_of(refused: Refused) -> Problem:
    """The coded problem of what was found; an unknown finding raises KeyError."""
    return Problem.known[f"trace.{refused.finding.code}"](**refused.finding.values)
