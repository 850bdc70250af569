"""Refusals of the response level."""

from gridward.kernel.problems import Problem


class ResponseBackDated(Problem):
    """A decision begins today or later."""

    code = "response.back_dated"


class ResponseTimesUnfit(Problem):
    """Either a last day or a day of review, not before the first day."""

    code = "response.times_unfit"


class ResponseTooLong(Problem):
    """An end or a review within the days that the level allows."""

    code = "response.too_long"


class ResponseShortened(Problem):
    """Prolonging reaches further than before; an earlier end is a decision of its own."""

    code = "response.shortened"


class ResponseLevelUnfit(Problem):
    """Ordinary is no level to declare, and a change leads to another level."""

    code = "response.level_unfit"


class ResponseUnitUnfit(Problem):
    """Units are the street, or community and base grids in force; each once."""

    code = "response.unit_unfit"


class ResponseReasonMissing(Problem):
    """A decision has a reason."""

    code = "response.reason_missing"


class ResponseBasisUnfit(Problem):
    """A decision names a basis that holds on its day and carries its level."""

    code = "response.basis_unfit"


class ResponseDocumentMissing(Problem):
    """An order or plan is named with the number of its paper."""

    code = "response.document_missing"


class ResponseOpenAlready(Problem):
    """A unit has one open standing at a time."""

    code = "response.open_already"
    status = 409


class ResponseNotOpen(Problem):
    """Only what is open is changed, prolonged or ended."""

    code = "response.not_open"
    status = 409


class ResponseNotYours(Problem):
    """A decision is signed by a post with authority."""

    code = "response.not_yours"
    status = 403


class ResponseDiffers(Problem):
    """What is stored is what was signed."""

    code = "response.differs"
    status = 409
