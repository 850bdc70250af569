"""Background work: deliveries go out one by one. A job that runs again sends nothing twice."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gridward.work.notices.services.delivering import MOST_TRIES, deliver
from gridward.work.notices.terms import DeliveryState

WAIT_SECONDS = 4
"""To the power of the try: 4 seconds, 16, 64, ... up to an hour."""


class StillWaiting(Exception):
    """The other side could not be reached; tried again later."""


@app.task(
    name="notices.deliver",
    queue="notices",
    retry=RetryStrategy(
        max_attempts=MOST_TRIES, exponential_wait=WAIT_SECONDS, retry_exceptions={StillWaiting}
    ),
)
def deliver_notice(delivery_id: str) -> None:
    """Try one delivery; whatever came of it stands in its row."""
    if deliver(UUID(delivery_id)) is DeliveryState.WAITING:
        raise StillWaiting(delivery_id)
