"""Refusals of the portal. Those of the public doors are read by residents."""

from gridward.kernel.problems import Problem


class SlipCodeMistyped(Problem):
    """What was typed is no code of a slip: too short, or a sign is wrong."""

    code = "portal.code_mistyped"


class SlipUnknown(Problem):
    """No slip has this code."""

    code = "portal.slip_unknown"
    status = 404


class SlipRevoked(Problem):
    """The slip was called back."""

    code = "portal.slip_revoked"
    status = 409


class SlipOver(Problem):
    """The round that the slip belongs to is over."""

    code = "portal.slip_over"
    status = 409


class LinkOver(Problem):
    """The measure has ended, and the link with it."""

    code = "portal.link_over"
    status = 409


class TooManyTries(Problem):
    """Too many wrong codes from one address, or too many sendings with one slip."""

    code = "portal.too_many_tries"
    status = 429


class AlreadyHandled(Problem):
    """Somebody of the grid has looked at the declaration: it cannot be replaced any more."""

    code = "portal.already_handled"
    status = 409


class SendingReused(Problem):
    """The id of a sending stands for another one."""

    code = "portal.sending_reused"
    status = 409


class DeclarationTooLarge(Problem):
    """More than any household has to say."""

    code = "portal.too_large"
    status = 413


class NobodyDeclared(Problem):
    """A household is at least one person."""

    code = "portal.nobody_declared"


class MemberTwice(Problem):
    """Two members have one document number."""

    code = "portal.member_twice"


class KeeperUnknown(Problem):
    """A vehicle is of nobody who was declared."""

    code = "portal.keeper_unknown"


class NoSlipWanted(Problem):
    """Nobody is left to print a slip for."""

    code = "portal.no_slip_wanted"


class TooManySlips(Problem):
    """More slips than one print holds."""

    code = "portal.too_many_slips"
    status = 413


class DeclarationReplaced(Problem):
    """The household sent a newer one meanwhile."""

    code = "portal.declaration_replaced"
    status = 409


class DeclarationDecided(Problem):
    """Somebody else was faster."""

    code = "portal.declaration_decided"
    status = 409


class ComparisonOld(Problem):
    """The register changed since the two were laid side by side."""

    code = "portal.comparison_old"
    status = 409


class UnnamedUnanswered(Problem):
    """Somebody lives there by the register whom nobody named, and the round wants their answer too."""

    code = "portal.unnamed_unanswered"
    status = 409


class RejectionReasonMissing(Problem):
    """Whoever rejects says why."""

    code = "portal.reason_missing"


class PassRequestIncomplete(Problem):
    """A pass is asked for somebody, for a reason, and one of a vehicle with its plate; details: field."""

    code = "portal.pass_incomplete"


class PassRequestDaysWrong(Problem):
    """It begins today or soon, and lasts some days; details: field, most, ahead (days)."""

    code = "portal.pass_days_wrong"


class TooManyRequests(Problem):
    """As many requests of the door wait as one looks through; details: most."""

    code = "portal.too_many_requests"
    status = 409


class PassRequestDecided(Problem):
    """Somebody else was faster; details: by."""

    code = "portal.pass_request_decided"
    status = 409


class HolderToChoose(Problem):
    """A pass of a resident needs somebody of the register; details: field."""

    code = "portal.holder_to_choose"


class RefusalReasonMissing(Problem):
    """Whoever refuses says why."""

    code = "portal.refusal_reason_missing"
