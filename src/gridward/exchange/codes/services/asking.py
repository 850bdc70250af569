"""The provider at an address: one signed request for each operation, to that address alone."""

from ipaddress import ip_address
from time import time
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from gridward.exchange.codes.problems import (
    AddressUnsafe,
    AnswerUnreadable,
    ProviderBusy,
    ProviderRefuses,
    ProviderUnreachable,
)
from gridward.exchange.codes.rules.wire import Said, data_of, envelope
from gridward.exchange.codes.services.patience import Patience
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
    Operation,
    Receipt,
    TokenShown,
)
from gridward.kernel.posting import post

S = TypeVar("S")
T = TypeVar("T")
TIMEOUT_SECONDS = 3.0


class AskingProvider:
    """`url` is the address below which the operations lie; `app` and `secret` are what the service knows us by.

    Raises AddressUnsafe where people's numbers would travel in the open.
    """

    def __init__(
        self,
        url: str,
        app: str,
        secret: str,
        timeout: float = TIMEOUT_SECONDS,
        patience: Patience | None = None,
    ) -> None:
        if not _is_safe(url):
            raise AddressUnsafe
        self._url = url.rstrip("/")
        self._app = app
        self._secret = secret
        self._timeout = timeout
        self._patience = patience or Patience()

    def declare_health(self, said: HealthDeclaration) -> Receipt:
        """用户健康信息申报."""
        return self._ask(Operation.DECLARE_HEALTH, HealthDeclaration, said, Receipt)

    def declare_itinerary(self, said: ItineraryDeclaration) -> Receipt:
        """用户行程申报."""
        return self._ask(Operation.DECLARE_ITINERARY, ItineraryDeclaration, said, Receipt)

    def query_health(self, person: Holder) -> HealthRecord:
        """用户健康信息查询."""
        return self._ask(Operation.QUERY_HEALTH, Holder, person, HealthRecord)

    def apply_for_code(self, use: CodeUse) -> CodeGrant:
        """健康码调用申请."""
        return self._ask(Operation.APPLY_FOR_CODE, CodeUse, use, CodeGrant)

    def make_code(self, token: TokenShown) -> MadeCode:
        """健康码制码请求."""
        return self._ask(Operation.MAKE_CODE, TokenShown, token, MadeCode)

    def verify_code(self, code: CodeShown) -> HealthRecord:
        """健康码验码请求."""
        return self._ask(Operation.VERIFY_CODE, CodeShown, code, HealthRecord)

    def correct_health(self, claim: Correction) -> Receipt:
        """用户健康信息纠错."""
        return self._ask(Operation.CORRECT_HEALTH, Correction, claim, Receipt)

    def _ask(self, operation: Operation, kind: type[S], said: S, wanted: type[T]) -> T:
        request = envelope(
            operation,
            Said(kind).plain(said),
            app=self._app,
            secret=self._secret,
            time=int(time() * 1000),
            nonce=uuid4().hex,
        )
        with self._patience.turn():
            return Said(wanted).read(self._answer(operation, request))

    def _answer(self, operation: Operation, request: dict[str, Any]) -> Any:
        answer = post(f"{self._url}/{operation}", request, {}, self._timeout)
        if not answer.status or answer.status >= 500:
            raise ProviderUnreachable
        if answer.status == 429:
            raise ProviderBusy
        if answer.status in (401, 403):
            raise ProviderRefuses
        if answer.status != 200:
            raise AnswerUnreadable
        return data_of(answer.body)


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port  # raises for a port that is none
    except ValueError:
        return False
    if not parts.hostname or port == 0:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
