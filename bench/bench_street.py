"""Phones in a large street: one grid of 1,500 residents, among 100,000 others and among a million.

    python -m bench.bench_street
    python -m bench.bench_street --sizes 100000 1000000 --homes /tmp/homes    # homes are kept there and used again

Both servers run in turn, and each question is asked many times; what counts is the middle. The grid is the same in
both streets, and its phone must not notice how large the street is. The small street is the baseline.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from tests.served import serving

from bench.bench_register import WHOLE_STREET, environment, get, kept_homes, sign_in, sign_ins
from bench.bench_sync import Phone, send, timed, visit, walk, walked
from gridward.fiction import generate

ONE_GRID_OF = 1_500
PROMISED_RATIO = 1.2
FIRST, EMPTY, PUSHES = 15, 200, 10
SEED = "--seed-here"


def main() -> None:
    """Measure and print."""
    if SEED in sys.argv:
        _seed_here(int(sys.argv[-1]))
        return
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs=2, default=(100_000, 1_000_000))
    options.add_argument("--homes", type=Path)
    given = options.parse_args()
    with kept_homes(given.homes) as homes:
        for size in given.sizes:
            if not (home := homes / f"one-grid-{size}").joinpath("keys").exists():
                command = [sys.executable, "-m", "bench.bench_street", SEED, str(size)]
                subprocess.run(
                    command, env=environment(home), check=True, stdout=subprocess.DEVNULL
                )
        small, large = (measure(homes / f"one-grid-{size}") for size in given.sizes)
    print(
        f"\n{'middle in ms':<30}" + "".join(f"{size:>12,}" for size in given.sizes) + "     ratio"
    )
    for name in small:
        print(f"{name:<30}{small[name]:12.2f}{large[name]:12.2f}{large[name] / small[name]:10.2f}")
    print(f"{'promised':<54}{PROMISED_RATIO:10.2f}")


def measure(home: Path) -> dict[str, float]:
    """The middle of each kind of question, in milliseconds."""
    with ExitStack() as until:
        served = until.enter_context(serving(home, "demo"))
        passwords = sign_ins(home, served)
        session = sign_in(served.port, WHOLE_STREET, passwords[WHOLE_STREET])
        tree = get(HTTPConnection("127.0.0.1", served.port), session, "/territory/tree")
        grids = [one for row in tree["communities"] for one in row["grids"]]
        own = min((one for one in grids if one["kind"] == "base"), key=lambda one: one["code"])[
            "id"
        ]
        walk(Phone(served.port, session, own), [own])
        began = Phone(served.port, session, own)
        began.sync()
        people = sum(len(one.get("residents", ())) for one in began.documents.values())
        assert people == ONE_GRID_OF, people
        doors = walked(began)
        return {
            "first sync": _middle(FIRST, lambda _: Phone(served.port, session, own).sync()),
            "nothing new": _middle(EMPTY, lambda _: began.sync()),
            "50 visits up": _middle(
                PUSHES, lambda turn: send(began, [visit(one) for one in doors[turn * 50 :][:50]])
            ),
        }


def _middle(times: int, act: Callable[[int], object]) -> float:
    return 1000 * median(timed(lambda turn=turn: act(turn))[0] for turn in range(times))


def _seed_here(persons: int) -> None:
    """As `gridward seed`, with a first grid of so many residents whatever the others hold."""
    from gridward.config.cli import app

    apportion = generate.apportion
    generate.apportion = lambda count, weights: [
        ONE_GRID_OF,
        *apportion(count - ONE_GRID_OF, weights[1:]),
    ]
    app(["seed", "--persons", str(persons)])


if __name__ == "__main__":
    main()
