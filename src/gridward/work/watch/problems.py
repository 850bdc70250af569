"""Refusals of the watch list."""

from gridward.kernel.problems import Problem


class WatchNobody(Problem):
    """An entry is of a number or of a resident."""

    code = "watch.nobody"


class WatchValueUnreadable(Problem):
    """What was typed is no number of its kind."""

    code = "watch.value_unreadable"


class WatchResidentUnknown(Problem):
    """The register has neither a number nor a telephone of the resident: no gate could know them."""

    code = "watch.resident_unknown"


class WatchResidentGone(Problem):
    """The resident does not live here any more."""

    code = "watch.resident_gone"


class WatchSourceMissing(Problem):
    """An entry names the notice that it rests on."""

    code = "watch.source_missing"


class WatchWhyMissing(Problem):
    """An entry says why; those who keep the list read it."""

    code = "watch.why_missing"


class WatchDaysUnfit(Problem):
    """An entry ends after it begins, after now, and within the longest that it may last."""

    code = "watch.days_unfit"


class WatchAlreadyThere(Problem):
    """There is an entry in force for the same person that tells gates the same."""

    code = "watch.already_there"
    status = 409


class WatchIdTaken(Problem):
    """The id is of another entry, objection or report."""

    code = "watch.id_taken"
    status = 409


class WatchOver(Problem):
    """The entry is over already."""

    code = "watch.over"
    status = 409


class WatchTextMissing(Problem):
    """What was said is written down."""

    code = "watch.text_missing"


class WatchAppealOpen(Problem):
    """An objection to the entry waits to be decided."""

    code = "watch.appeal_open"
    status = 409


class WatchAppealDecided(Problem):
    """The objection was decided already."""

    code = "watch.appeal_decided"
    status = 409


class WatchOwnEntry(Problem):
    """Whoever set an entry does not decide on an objection to it."""

    code = "watch.own_entry"
    status = 409


class WatchRowsTooMany(Problem):
    """More lines than are taken at once."""

    code = "watch.rows_too_many"
    status = 413


class WatchRowEmpty(Problem):
    """A line without a number that can be read."""

    code = "watch.row_empty"


class WatchRowTwice(Problem):
    """The same number stands in an earlier line."""

    code = "watch.row_twice"


class MissingUnnamed(Problem):
    """Somebody is named, and there is a document or a telephone to find them by."""

    code = "watch.missing_unnamed"


class MissingTimeAhead(Problem):
    """What was said was said before now."""

    code = "watch.missing_time_ahead"


class MissingNotThereYet(Problem):
    """The register does not have the person yet."""

    code = "watch.missing_not_there_yet"
    status = 409
