"""What a request and an answer look like on the way: JSON that is signed, so that nobody changes or repeats it.

A request is `{"app", "time", "nonce", "data", "sign"}`: `time` in milliseconds since 1970, `data` the JSON text of what
is said, `sign` the HMAC-SHA256 in hex of the other fields and the operation, in order of their names as
`name=value&name=value`. An answer is `{"code", "data"}`; code "0" is success. The form follows what interfaces of
provinces were described as (application, time, sorted parameters and a secret hashed); it is ours, and a few lines
before a service of another form translate it.
"""

import hmac
from collections.abc import Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from gridward.exchange.codes.problems import (
    AnswerUnreadable,
    CodeExpired,
    CodeProblem,
    CodeUnknown,
    ProviderBusy,
    ProviderRefuses,
)
from gridward.exchange.codes.terms import Operation

T = TypeVar("T")
DONE = "0"
FRESH_MILLISECONDS = 5 * 60 * 1000
"""How far the clocks of the two sides may be apart."""
RETURNED: Mapping[str, type[CodeProblem]] = {
    one.returned: one for one in (ProviderBusy, ProviderRefuses, CodeUnknown, CodeExpired)
}
"""Codes that an answer may carry beside success; any other is unreadable."""


class Said(Generic[T]):
    """Reads and writes one kind of data; what is not a field of it is not read."""

    def __init__(self, kind: type[T]) -> None:
        self._kind: TypeAdapter[T] = _reader(cast(Any, kind))

    def plain(self, value: T) -> str:
        """As JSON."""
        return self._kind.dump_json(value, exclude_defaults=True).decode()

    def read(self, plain: Any) -> T:
        """From JSON that was read already; raises AnswerUnreadable, which says nothing of what was in it."""
        try:
            return self._kind.validate_python(plain, strict=False)
        except ValidationError:
            raise AnswerUnreadable from None


def envelope(
    operation: Operation, data: str, *, app: str, secret: str, time: int, nonce: str
) -> dict[str, Any]:
    """A request, signed."""
    fields = {"app": app, "time": time, "nonce": nonce, "data": data}
    return {**fields, "sign": _sign(operation, fields, secret)}


def is_signed(operation: Operation, given: Mapping[str, Any], *, secret: str, now: int) -> bool:
    """Whether a request was made by who knows the secret, for this operation, just now."""
    fields = {name: given.get(name) for name in ("app", "time", "nonce", "data")}
    time, sign = given.get("time"), given.get("sign")
    if not isinstance(time, int) or abs(now - time) > FRESH_MILLISECONDS:
        return False
    expected = _sign(operation, fields, secret)
    return isinstance(sign, str) and hmac.compare_digest(sign.encode(), expected.encode())


def data_of(answer: Mapping[str, Any]) -> Any:
    """What an answer says; raises the problem that its code names, or AnswerUnreadable."""
    code = answer.get("code")
    if code == DONE:
        return answer.get("data")
    raise RETURNED.get(code, AnswerUnreadable) if isinstance(code, str) else AnswerUnreadable


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _sign(operation: Operation, fields: Mapping[str, Any], secret: str) -> str:
    named = {**fields, "operation": operation.value}
    text = "&".join(f"{name}={named[name]}" for name in sorted(named))
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()
