from datetime import date

import pytest

from gridward.fiction.generate import make_street
from gridward.fiction.terms import FictionalStreet

TODAY = date(2022, 4, 1)


@pytest.fixture(scope="session")
def street() -> FictionalStreet:
    """A fictional street of 5,000 residents."""
    return make_street(5000, 11, TODAY)
