"""An SMS gateway of the administrator's: `POST` of id, phone and text, with a secret as bearer.

2xx: taken. 409: this id was taken before. 429 and 5xx: later. Anything else: refused. The gateway takes an id once, so
what may have arrived is sent again with the same id. `docs/operations/notices.md` is the contract.
"""

from gridward.kernel.posting import TIMEOUT_SECONDS, post
from gridward.work.notices.terms import Message, SendOutcome, Sent

TAKEN_BEFORE = 409


class SmsSender:
    """`url` is the gateway's address, `secret` what it knows us by."""

    knows_ids = True

    def __init__(self, url: str, secret: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._url = url
        self._secret = secret
        self._timeout = timeout

    def send(self, to: str, message: Message) -> Sent:
        """Hand one text for one number over."""
        content = {"id": str(message.id), "phone": to, "text": message.text}
        headers = {"Authorization": f"Bearer {self._secret}"} if self._secret else {}
        status = post(self._url, content, headers, self._timeout).status
        if status is None:
            return Sent(SendOutcome.AGAIN)
        return Sent(_outcome(status), f"HTTP {status}" if status else "")


def _outcome(status: int) -> SendOutcome:
    if 200 <= status < 300 or status == TAKEN_BEFORE:
        return SendOutcome.SENT
    if status in (0, 429) or status >= 500:
        return SendOutcome.AGAIN
    return SendOutcome.REFUSED
