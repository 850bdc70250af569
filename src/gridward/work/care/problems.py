"""Refusals of help of households."""

from gridward.kernel.problems import Problem


class CareKindUnknown(Problem):
    """There is no such kind of need on the day."""

    code = "care.kind_unknown"


class CareAlreadyThere(Problem):
    """The same person or household has a plan of the kind."""

    code = "care.already_there"
    status = 409


class CareIdTaken(Problem):
    """The id is of another plan or contact."""

    code = "care.id_taken"
    status = 409


class CareNobodyThere(Problem):
    """Help is for somebody who lives there."""

    code = "care.nobody_there"


class CareConsentAhead(Problem):
    """Consent was given already."""

    code = "care.consent_ahead"


class CareConsentUnnamed(Problem):
    """Who agreed is named."""

    code = "care.consent_unnamed"


class CareGuardianAgrees(Problem):
    """For a child a guardian agrees (PIPL 31)."""

    code = "care.guardian_agrees"


class CareKeeperUnfit(Problem):
    """Contacts are given to a post that may keep help."""

    code = "care.keeper_unfit"


class CareCadenceUnfit(Problem):
    """A cadence is one or more days, weeks or months, and not longer than a consent holds."""

    code = "care.cadence_unfit"


class CareDaysUnfit(Problem):
    """The next contact is not behind and not after the end; the end is within what a consent holds."""

    code = "care.days_unfit"


class CareTimeAhead(Problem):
    """A contact has been already, since the plan began."""

    code = "care.time_ahead"


class CareNeedUnsaid(Problem):
    """Where something is needed, it is said what."""

    code = "care.need_unsaid"
