"""The job worker of `gridward serve`: runs what was deferred, as the application's role."""

import signal
import sys

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402 - the app exists once Django is set up
from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: E402

import gridward.ground.rota.jobs.drawing  # noqa: E402 - large, so the screens' processes never load it
import gridward.work.screening.jobs.working  # noqa: E402 - large too
import gridward.work.siting.jobs.working  # noqa: E402 - large too
import gridward.work.tracing.jobs.working  # noqa: E402, F401 - large too


def main() -> None:
    """Work until told to end; a job that runs is let finish."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - what procrastinate's Django app always has
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(concurrency=1, listen_notify=True, shutdown_graceful_timeout=15)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main()
