"""What tests of sync share."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.exchange.sync.elsewhere import Elsewhere
from tests.world import World


@pytest.fixture
def elsewhere(committed: World) -> Iterator[Elsewhere]:
    """Another process of the server, beside the world stored for good."""
    with connection.cursor() as cursor:  # thousands of commits that nobody needs after a power cut
        cursor.execute("SET synchronous_commit = off")
    other = Elsewhere()
    yield other
    other.close()
    connection.close()
