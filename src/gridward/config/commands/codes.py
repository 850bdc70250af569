"""`gridward codes simulate`: a code service of invented people on this machine, for tests and drills."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from gridward.exchange.codes.services.simulation import Simulation
from gridward.exchange.codes.services.simulator import Simulator, Trouble, serving
from gridward.kernel import clock
from gridward.kernel.problems import Problem

OVER = timedelta(hours=-1)


class SimulatorUnable(Problem):
    """The port is taken, or the file of the secret cannot be read; details: why."""

    code = "codes.simulator_unable"


@contextmanager
def simulated(
    port: int, seed: int, people: int, hours: float, trouble: Trouble, secret_file: Path | None
) -> Iterator[dict[str, Any]]:
    """Serve until the block ends; gives what to tell: the address, and who there is to be seen, with their codes."""
    simulation = Simulation(seed, people, timedelta(hours=hours))
    try:
        secret = secret_file.read_text(encoding="utf-8").strip() if secret_file else ""
        with serving(Simulator(simulation, secret, trouble, seed), port) as address:
            yield {"address": address, "people": _cast(simulation)}
    except (OSError, UnicodeDecodeError) as error:
        raise SimulatorUnable(why=str(error)) from error


def _cast(simulation: Simulation) -> list[dict[str, Any]]:
    """Each case once, and a code that is over."""
    told = [
        {
            "case": one.case,
            "name": one.name,
            "document_number": one.document_number,
            "code": simulation.code_of(one.number).text,
        }
        for one in simulation.people
        if one.case
    ]
    over = simulation.code_of(1, clock.now() + OVER).text
    return [*told, {**told[0], "case": "code_over", "code": over}]
