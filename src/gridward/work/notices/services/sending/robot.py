"""Robots of WeCom groups (企业微信群机器人): a text is posted to the webhook with the robot's key.

The answer is 200 with `errcode` 0, or a code; 45009 says that the robot was called too often (20 a minute), and -1 that
the platform is busy. The platform does not know our ids: what may have arrived is never repeated by itself.
"""

from urllib.parse import quote

from gridward.kernel.posting import TIMEOUT_SECONDS, post
from gridward.work.notices.terms import Message, SendOutcome, Sent

LATER = {45009, -1}
LARGEST_BYTES = 2048
"""Of the text in UTF-8, as the platform says."""


class RobotSender:
    """`url` is the address of the webhook without the key."""

    knows_ids = False

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._url = url
        self._timeout = timeout

    def send(self, to: str, message: Message) -> Sent:
        """Post the text to the group whose robot has the key `to`."""
        text = message.text.encode()[:LARGEST_BYTES].decode(errors="ignore")
        content = {"msgtype": "text", "text": {"content": text}}
        answer = post(f"{self._url}?key={quote(to, safe='')}", content, {}, self._timeout)
        if answer.status is None:
            return Sent(SendOutcome.UNSURE)
        if answer.status != 200:
            return Sent(_by_status(answer.status), f"HTTP {answer.status}")
        return _by_code(answer.body.get("errcode"))


def _by_status(status: int) -> SendOutcome:
    """Before the platform took it: nothing could be sent, too many, or it is down."""
    if status in (0, 429, 502, 503):
        return SendOutcome.AGAIN
    return SendOutcome.UNSURE if status >= 500 else SendOutcome.REFUSED


def _by_code(code: object) -> Sent:
    if code == 0:
        return Sent(SendOutcome.SENT)
    if not isinstance(code, int):
        return Sent(SendOutcome.UNSURE)
    return Sent(SendOutcome.AGAIN if code in LATER else SendOutcome.REFUSED, f"errcode {code}")
