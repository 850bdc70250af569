"""What every provider is, and the one that asks nobody."""

from typing import NoReturn, Protocol

from gridward.exchange.codes.problems import NoProvider
from gridward.exchange.codes.terms import (
    CodeGrant,
    CodeShown,
    CodeUse,
    Correction,
    HealthDeclaration,
    HealthRecord,
    Holder,
    ItineraryDeclaration,
    MadeCode,
    Receipt,
    TokenShown,
)


class CodeProvider(Protocol):
    """The seven operations of GB/T 38963-2020, in the order of its clauses 6.2 to 6.8. Each raises a CodeProblem.

    A gate uses two of them, `query_health` and `verify_code`. The others change what a provider holds of somebody, and
    are for the person, or whoever helps them with their consent.
    """

    def declare_health(self, said: HealthDeclaration) -> Receipt:
        """用户健康信息申报."""
        ...

    def declare_itinerary(self, said: ItineraryDeclaration) -> Receipt:
        """用户行程申报."""
        ...

    def query_health(self, person: Holder) -> HealthRecord:
        """用户健康信息查询."""
        ...

    def apply_for_code(self, use: CodeUse) -> CodeGrant:
        """健康码调用申请."""
        ...

    def make_code(self, token: TokenShown) -> MadeCode:
        """健康码制码请求."""
        ...

    def verify_code(self, code: CodeShown) -> HealthRecord:
        """健康码验码请求."""
        ...

    def correct_health(self, claim: Correction) -> Receipt:
        """用户健康信息纠错."""
        ...


class NullProvider:
    """The twin that asks nobody: what every installation has until an administrator sets an address."""

    def declare_health(self, said: HealthDeclaration) -> NoReturn:
        """Raises NoProvider, as all of these."""
        raise NoProvider

    def declare_itinerary(self, said: ItineraryDeclaration) -> NoReturn:
        """Nobody."""
        raise NoProvider

    def query_health(self, person: Holder) -> NoReturn:
        """Nobody."""
        raise NoProvider

    def apply_for_code(self, use: CodeUse) -> NoReturn:
        """Nobody."""
        raise NoProvider

    def make_code(self, token: TokenShown) -> NoReturn:
        """Nobody."""
        raise NoProvider

    def verify_code(self, code: CodeShown) -> NoReturn:
        """Nobody."""
        raise NoProvider

    def correct_health(self, claim: Correction) -> NoReturn:
        """Nobody."""
        raise NoProvider
