"""Refusals of patrols, logs, sheets and draws."""

from gridward.kernel.problems import Problem


class TimesTurned(Problem):
    """What ends, ends after it begins."""

    code = "patrols.times_turned"


class TimesAhead(Problem):
    """What is told has been already."""

    code = "patrols.times_ahead"


class TimesTooLong(Problem):
    """A patrol or a log is of one day."""

    code = "patrols.times_too_long"


class DayDiffers(Problem):
    """The day of a log is the one on which its time begins."""

    code = "patrols.day_differs"


class StopOutside(Problem):
    """A stop lies within its patrol."""

    code = "patrols.stop_outside"


class StopNameless(Problem):
    """A stop is at a point, or at a place with a name."""

    code = "patrols.stop_nameless"


class FindingEmpty(Problem):
    """A finding says what was found."""

    code = "patrols.finding_empty"


class PointNameMissing(Problem):
    """A point has a name."""

    code = "patrols.point_name_missing"


class PointNameTaken(Problem):
    """Another point of the grid has the name."""

    code = "patrols.point_name_taken"
    status = 409


class PointPositionHalf(Problem):
    """A position has longitude and latitude."""

    code = "patrols.point_position_half"


class PointGone(Problem):
    """A point that was retired is not changed."""

    code = "patrols.point_gone"
    status = 409


class LogEmpty(Problem):
    """A log says what was done."""

    code = "patrols.log_empty"


class SignatureMissing(Problem):
    """A log is signed."""

    code = "patrols.signature_missing"


class LogNotOwn(Problem):
    """Whoever signed a log corrects it."""

    code = "patrols.log_not_own"
    status = 403


class LogOwn(Problem):
    """Nobody countersigns the own log."""

    code = "patrols.log_own"
    status = 403


class LogSuperseded(Problem):
    """A later version of the log stands beside it."""

    code = "patrols.log_superseded"
    status = 409


class LogReasonMissing(Problem):
    """A correction says why."""

    code = "patrols.log_reason_missing"


class LogCountersigned(Problem):
    """The person has countersigned this log."""

    code = "patrols.log_countersigned"
    status = 409


class LogDiffers(Problem):
    """What is stored is not what was signed: somebody reached into the database."""

    code = "patrols.log_differs"
    status = 409


class NoLogChosen(Problem):
    """Neither logs nor a grid or day were named."""

    code = "patrols.no_log_chosen"


class TooManyLogs(Problem):
    """One file holds so many logs."""

    code = "patrols.too_many_logs"


class SheetAhead(Problem):
    """A sheet is of a day that has begun."""

    code = "patrols.sheet_ahead"


class NoSheetConfirmed(Problem):
    """Nobody has confirmed a sheet of that day there."""

    code = "patrols.no_sheet_confirmed"


class NoSuchSheetFigure(Problem):
    """The figure is not one of the daily sheet."""

    code = "patrols.no_such_figure"


class DrawTooEarly(Problem):
    """A plan begins after the seed was bound."""

    code = "patrols.draw_too_early"


class DrawDaysTurned(Problem):
    """A plan ends after it begins, within a year."""

    code = "patrols.draw_days_turned"


class DrawWindowsWrong(Problem):
    """Windows have days of the week and whole hours in order, and a day has each hour once."""

    code = "patrols.draw_windows_wrong"


class DrawPointsWrong(Problem):
    """A plan has points in force, of the places that its maker leads."""

    code = "patrols.draw_points_wrong"


class DrawTooMany(Problem):
    """More patrols a week than hours to draw them from."""

    code = "patrols.draw_too_many"


class DrawOpensLate(Problem):
    """An officer who is told of a patrol after its hour cannot walk it."""

    code = "patrols.draw_opens_late"


class DrawOfficerWrong(Problem):
    """The officer holds a post of the police at the plan's grid, or at its community."""

    code = "patrols.draw_officer_wrong"


class DrawStopped(Problem):
    """The plan was stopped already."""

    code = "patrols.draw_stopped"
    status = 409


class DrawNotOver(Problem):
    """The seed is told when the plan is over."""

    code = "patrols.draw_not_over"
    status = 409
