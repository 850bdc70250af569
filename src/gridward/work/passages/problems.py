"""Refusals of passages."""

from gridward.kernel.problems import Problem


class TooManyPassages(Problem):
    """A batch has at most so many; details: most."""

    code = "passage.too_many"


class PassageUnreadable(Problem):
    """A passage whose fields are missing or of another form; details: fields."""

    code = "passage.unreadable"


class PassageGateUnknown(Problem):
    """The gate is none that its sender keeps."""

    code = "passage.gate_unknown"
    status = 404


class PassageTooOld(Problem):
    """It is older than passages are kept; details: days."""

    code = "passage.too_old"


class PassageUnknown(Problem):
    """A reason for a passage that is not here, or not any more."""

    code = "passage.unknown"
    status = 404


class PassageReasonThere(Problem):
    """Another reason was written already: what was written stays."""

    code = "passage.reason_there"
    status = 409


class PassageReasonMissing(Problem):
    """Say why."""

    code = "passage.reason_missing"


class PassageSearchUnclear(Problem):
    """A search names one thing: a resident, a number or plate, or a gate with its hour."""

    code = "passage.search_unclear"


class PassageNumberUnread(Problem):
    """What was typed is no identity number, telephone or plate."""

    code = "passage.number_unread"
