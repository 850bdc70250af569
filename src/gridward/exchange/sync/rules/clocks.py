"""When a command was given, told by a phone whose clock may be wrong."""

from datetime import datetime, timedelta

from gridward.exchange.sync.problems import FromTheFuture

TOLERANCE = timedelta(minutes=2)
"""Between the moment a phone reads its clock and the moment the server reads its own."""


def given_at(at: datetime, *, phone_now: datetime, now: datetime) -> datetime:
    """The moment by the server's clock: a phone that is wrong is wrong by the same amount when it sends.

    Raises FromTheFuture where the phone itself says that the command is later than the sending of it.
    """
    corrected = at + (now - phone_now)
    if corrected > now + TOLERANCE:
        raise FromTheFuture(minutes=int((corrected - now).total_seconds() // 60))
    return min(corrected, now)
