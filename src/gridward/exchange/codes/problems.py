"""Refusals of code services: the closed list of what may go wrong. Each leaves the keeper with their own eyes."""

from typing import ClassVar

from gridward.kernel.problems import Problem


class CodeProblem(Problem):
    """No result; subclasses say why. `returned` is the code by which a provider says so, "" where it never does."""

    returned: ClassVar[str] = ""


class NoProvider(CodeProblem):
    """Nobody has set the address of a code service."""

    code = "codes.no_provider"
    status = 409


class AddressUnsafe(CodeProblem):
    """The address that was set is neither HTTPS nor on this machine."""

    code = "codes.address_unsafe"
    status = 409


class ProviderBusy(CodeProblem):
    """Another question is under way, or the service asks to wait."""

    code = "codes.busy"
    status = 503
    returned = "busy"


class ProviderUnreachable(CodeProblem):
    """No answer in time, or none of use; asked again only after a while."""

    code = "codes.unreachable"
    status = 503


class ProviderRefuses(CodeProblem):
    """The service does not take our requests: signature, time or application are not accepted."""

    code = "codes.refused"
    status = 503
    returned = "refused"


class AnswerUnreadable(CodeProblem):
    """The service answered something that is not of the agreed form."""

    code = "codes.unreadable"
    status = 503


class CodeUnknown(CodeProblem):
    """The service knows no such code or person."""

    code = "codes.unknown"
    returned = "unknown"


class CodeExpired(CodeProblem):
    """The code that was shown does not hold any more."""

    code = "codes.expired"
    status = 409
    returned = "expired"


class TooManyChecks(Problem):
    """One account asked about more people than pass a gate."""

    code = "codes.too_many"
    status = 409
