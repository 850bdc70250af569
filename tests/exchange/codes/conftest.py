"""The simulator, served on this machine, and who asks it."""

from collections.abc import Iterator

import pytest

from gridward.exchange.codes.rules.inventing import Invented
from gridward.exchange.codes.services.asking import AskingProvider
from gridward.exchange.codes.services.simulation import Simulation
from gridward.exchange.codes.services.simulator import Simulator, serving

SECRET = "drill"


@pytest.fixture
def simulation() -> Simulation:
    return Simulation(people=40)


@pytest.fixture
def simulator(simulation: Simulation) -> Simulator:
    """`simulator.trouble` may be set while it serves."""
    return Simulator(simulation, SECRET)


@pytest.fixture
def address(simulator: Simulator) -> Iterator[str]:
    with serving(simulator) as url:
        yield url


@pytest.fixture
def asking(address: str) -> AskingProvider:
    return AskingProvider(address, "gridward", SECRET, timeout=5)


@pytest.fixture
def cast(simulation: Simulation) -> dict[str, Invented]:
    """Invented people by what is to be seen with them."""
    return {one.case: one for one in simulation.people if one.case}
