"""Duty rosters: a street of 30 gates, and the public rostering instances.

    python -m bench.bench_duty_rosters
    python -m bench.bench_duty_rosters --seconds 60 --all     # every public instance; hours
    python -m bench.bench_duty_rosters --streets 7 8 9 --processor      # other streets, on a machine that others use

With `--processor` the seconds are those of one processor and not of the clock, and only the streets are measured.
The street (49 grids, 30 gates, 4 groups with police and medic on call, 200 invented keepers, 28 days) is planned once;
beside it stand the roster that a careful clerk makes hour after hour, and the bound below which no roster can be.
Public instances are read thinly into the same words and solved by the same function: the employee shift scheduling set
(wishes, cover by weight, runs, weekends), and the N30 set of NSPLib with its cases (costs of each assignment, runs of
one shift). Of the latter those count of which the best known solution breaks no rule. The figures of NSPLib cannot be
compared like for like: with its case files read as their columns stand, some proven optima lie above the best known and
others below it (for 5 of 661 files of case 9 it is less than the cheapest 20 duties of each nurse alone).
"""

import argparse
import csv
import random
import tarfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tests.shared_data import shared

from gridward.planning.rosters import (
    Before,
    Calendar,
    Demand,
    Effort,
    Keeper,
    Limits,
    NoRoster,
    Pattern,
    Post,
    Roster,
    RosterProblem,
    Span,
    Weights,
    Wish,
    check,
    make_roster,
)
from gridward.planning.rosters.board import Board
from gridward.planning.rosters.bound import Relaxation
from gridward.planning.rosters.greedy import first_roster
from gridward.planning.rosters.pricing import cost_of
from gridward.planning.rosters.shuffling import Shuffling
from gridward.planning.rosters.solving import HEAT
from gridward.planning.routes.terms import Place

PROMISED_GAP = 0.02
PROMISED_SECONDS = 60.0
MONDAY = date(2026, 3, 2)
PLAIN = Weights(shortage=0, surplus=0, nights=0, weekends=0, holidays=0, hours=0, km=0, change=0)
"""Nothing of ours counts in a public instance."""
DAY = timedelta(days=1)
HOUR = 3600.0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=PROMISED_SECONDS)
    options.add_argument("--public-seconds", type=float, default=30.0)
    options.add_argument("--all", action="store_true", help="every public instance")
    options.add_argument("--streets", type=int, nargs="+", default=[7], help="seeds")
    options.add_argument("--processor", action="store_true", help="seconds of one processor")
    given = options.parse_args()
    for seed in given.streets:
        measure = measure_by_processor if given.processor else measure_street
        measure(given.seconds, seed)
    if given.processor:
        return
    measure_scheduling(given.public_seconds, given.all)
    measure_nsplib(given.public_seconds, given.all)


# -- the street ----------------------------------------------------------------------------------


def measure_by_processor(seconds: float, seed: int) -> None:
    """What the optimiser does with one worker, its parts one after the other, by the time of the processor."""
    problem = street(seed=seed)
    began = process_time()
    board = Board(problem)
    first = first_roster(board)
    bound = Relaxation(board).solve(HOUR)
    if bound is None:
        print(f"street {seed}: no bound within an hour")
        return
    ready = process_time()
    shuffling = Shuffling(board, first, seed=1)
    room = seconds - (ready - began)
    shuffling.run(HEAT, lambda: (process_time() - ready) / room, lambda: bound)
    verdict = check(board.duties(shuffling.best), problem)
    cost = verdict.costs.total
    print(
        f"street {seed}: greedy {cost_of(board, first)}, ours {cost}, bound {bound}, "
        f"{(cost - bound) / cost:.2%} to it; {ready - began:.1f} s for the bound, "
        f"{shuffling.rounds} rounds; {verdict.costs}; broken rules {len(verdict.broken)}",
        flush=True,
    )


def measure_street(seconds: float, seed: int) -> None:
    """Ours beside the clerk's roster and the bound."""
    problem = street(seed=seed)
    roster = make_roster(problem, Effort(seconds=seconds, workers=2))
    broken = check(roster.duties, problem).broken
    print(
        f"street {seed}: {len(roster.duties)} duties of {len(problem.keepers)} keepers in {roster.seconds} s"
    )
    print(f"{'':<24}{'cost':>10}{'to the bound':>14}")
    for name, cost in (("greedy", roster.greedy), ("ours", roster.costs.total)):
        gap = f"{(cost - roster.bound) / cost:.2%}" if roster.bound else "no bound yet"
        print(f"{name:<24}{cost:>10}{gap:>14}")
    print(f"{'bound':<24}{roster.bound:>10}")
    print(f"{'greedy / ours':<24}{roster.greedy / roster.costs.total:>10.2f}")
    print(f"{'promised':<38}{PROMISED_GAP:.2%} in {PROMISED_SECONDS:.0f} s")
    print(f"of ours: {roster.costs}; broken rules {len(broken)}; gaps {len(roster.missing)}")


def street(gates: int = 30, people: int = 200, days: int = 28, seed: int = 7) -> RosterProblem:
    """An invented street; the same seed, the same street."""
    chance = random.Random(seed)
    grids = [_somewhere(chance) for _ in range(49)]
    posts = [Post(f"gate{n}", f"{n + 1}号卡口", _somewhere(chance)) for n in range(gates)]
    groups = [Post(f"group{n}", f"第{n + 1}片备勤", _somewhere(chance)) for n in range(4)]
    return RosterProblem(
        MONDAY,
        days,
        (*posts, *groups),
        (*_eight_hours(posts), *_on_call(groups)),
        (*_at_gates(posts, days), *_at_groups(groups, days)),
        tuple(_keeper(n, days, grids, chance) for n in range(people)),
        Limits(rest=660, longest_run=6, nights_in_row=3, week_minutes=48 * 60),
        calendar=Calendar(holidays=frozenset({MONDAY + 18 * DAY})),
    )


def _somewhere(chance: random.Random) -> Place:
    return Place(115.88 + chance.uniform(0, 0.03), 28.66 + chance.uniform(0, 0.03))


def _eight_hours(posts: Sequence[Post]) -> list[Pattern]:
    ids = frozenset(one.id for one in posts)
    begins = (("early", 6), ("late", 14), ("night", 22))
    return [Pattern(name, time(hour), 480, ids) for name, hour in begins]


def _on_call(groups: Sequence[Post]) -> list[Pattern]:
    ids = frozenset(one.id for one in groups)
    begins = (("call-day", 8), ("call-night", 20))
    return [Pattern(name, time(hour), 720, ids) for name, hour in begins]


def _at_gates(posts: Sequence[Post], days: int) -> Iterator[Demand]:
    """A third of the gates have two keepers by day; all have one at night."""
    for number, post in enumerate(posts):
        for day in range(days):
            begin = datetime.combine(MONDAY + day * DAY, time(6))
            dusk, dawn = begin + timedelta(hours=16), begin + DAY
            yield Demand(post.id, begin, dusk, 2 if number < len(posts) // 3 else 1)
            yield Demand(post.id, dusk, dawn, 1)


def _at_groups(groups: Sequence[Post], days: int) -> Iterator[Demand]:
    begin = datetime.combine(MONDAY, time(8))
    for group in groups:
        for skill in ("police", "medic"):
            yield Demand(group.id, begin, begin + days * DAY, 1, skill)


def _keeper(number: int, days: int, grids: Sequence[Place], chance: random.Random) -> Keeper:
    grid = chance.choice(grids)
    home = Place(
        grid.longitude + chance.uniform(-0.002, 0.002),
        grid.latitude + chance.uniform(-0.002, 0.002),
    )
    skills = frozenset({"police"} if number < 20 else {"medic"} if number < 40 else ())
    away, wishes = [], []
    if chance.random() < 0.3:
        begin = datetime.combine(MONDAY + chance.randrange(days) * DAY, time())
        away.append(Span(begin, begin + chance.randint(1, 4) * DAY))
    for _ in range(chance.randint(0, 3)):
        begin = datetime.combine(MONDAY + chance.randrange(days) * DAY, time())
        wishes.append(Wish(begin, begin + DAY, chance.choice([5, 10, 20])))
    before = Before(
        chance.randint(0, 3), chance.randint(0, 2), chance.randint(0, 1), chance.randint(0, 3) * 480
    )
    return Keeper(
        f"k{number:03}",
        skills,
        home,
        seconded=number % 3 == 0,
        away=tuple(away),
        wishes=tuple(wishes),
        before=before,
    )


# -- employee shift scheduling -------------------------------------------------------------------


def measure_scheduling(seconds: float, all_: bool) -> None:
    """Instances by name beside the best known."""
    folder = shared("nurse_shift_scheduling")
    with (folder / "best_known.csv").open(encoding="utf-8") as rows:
        best = {one["instance"]: one["best_in_source_table"] for one in csv.DictReader(rows)}
    _head("employee shift scheduling")
    files = sorted((folder / "instances").glob("*.txt"), key=lambda one: (len(one.name), one.name))
    for file in files if all_ else files[:5]:
        number = file.stem.removeprefix("Instance")
        _line(f"instance {number}", read_scheduling(file), best.get(number, ""), seconds)


Sections = dict[str, list[list[str]]]


def read_scheduling(file: Path) -> RosterProblem:
    """An instance in our words: each shift is a post of its own with one pattern; nobody rests by the clock."""
    parts = _sections(file.read_text(encoding="utf-8"))
    days = int(parts["HORIZON"][0][0])
    lengths = {row[0]: int(row[1]) for row in parts["SHIFTS"]}
    after = frozenset(
        (row[0], next_) for row in parts["SHIFTS"] for next_ in row[2].split("|") if next_
    )
    demands = tuple(_cover(row, lengths) for row in parts["COVER"])
    return RosterProblem(
        MONDAY,
        days,
        tuple(Post(name, name) for name in lengths),
        tuple(
            Pattern(name, time(), minutes, frozenset({name})) for name, minutes in lengths.items()
        ),
        demands,
        tuple(_employee(row, parts, lengths, after) for row in parts["STAFF"]),
        weights=PLAIN,
    )


def _sections(text: str) -> Sections:
    found: Sections = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            name = line.removeprefix("SECTION_").strip()
            found[name] = []
        elif line.strip() and not line.startswith("#"):
            found[name].append(line.strip().split(","))
    return found


def _span(day: int, minutes: int) -> Span:
    begin = datetime.combine(MONDAY + day * DAY, time())
    return Span(begin, begin + timedelta(minutes=minutes))


def _cover(row: Sequence[str], lengths: dict[str, int]) -> Demand:
    span = _span(int(row[0]), lengths[row[1]])
    by_the_hour = 60 / lengths[row[1]]
    under, over = int(row[3]) * by_the_hour, int(row[4]) * by_the_hour
    return Demand(row[1], span.begin, span.end, int(row[2]), None, under, over)


def _employee(
    row: Sequence[str], parts: Sections, lengths: dict[str, int], after: frozenset[tuple[str, str]]
) -> Keeper:
    name, most_of, most, least, longest, shortest, shortest_break, weekends = row
    off = [int(day) for one in parts["DAYS_OFF"] if one[0] == name for day in one[1:]]
    wishes = [
        _request(one, lengths, wants)
        for section, wants in (("SHIFT_ON_REQUESTS", True), ("SHIFT_OFF_REQUESTS", False))
        for one in parts[section]
        if one[0] == name
    ]
    limits = Limits(
        longest_run=int(longest),
        shortest_run=int(shortest),
        shortest_break=int(shortest_break),
        most_minutes=int(most),
        least_minutes=int(least),
        weekends=int(weekends),
        most_of={
            shift: int(most) for shift, most in (one.split("=") for one in most_of.split("|"))
        },
        not_next_day=after,
    )
    away = tuple(_span(day, 24 * 60) for day in off)
    return Keeper(name, limits=limits, away=away, wishes=tuple(wishes))


def _request(row: Sequence[str], lengths: dict[str, int], wants: bool) -> Wish:
    span = _span(int(row[1]), lengths[row[2]])
    return Wish(span.begin, span.end, int(row[3]), wants, row[2])


# -- NSPLib --------------------------------------------------------------------------------------


def measure_nsplib(seconds: float, all_: bool) -> None:
    """Some files of each case whose best known solution breaks no rule."""
    folder = shared("nurse_nsplib")
    with (folder / "best_known_N30.csv").open(encoding="utf-8") as rows:
        known = [one for one in csv.DictReader(rows) if one["violations"] == "0"]
    chosen = known if all_ else _some(known)
    _head("NSPLib N30")
    with TemporaryDirectory() as place, tarfile.open(folder / "N30_Cases.tar.gz") as packed:
        packed.extractall(place, filter="data")
        for one in chosen:
            problem = read_nsplib(
                Path(place, "N30", f"{one['file_no']}.nsp"),
                Path(place, "Cases", f"{one['case']}.gen"),
            )
            name = f"case {one['case']}, file {one['file_no']}"
            _line(name, problem, one["best_quality"].removesuffix(".0"), seconds)


def _some(known: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The first of each case."""
    found = {}
    for one in known:
        found.setdefault(one["case"], one)
    return [found[case] for case in sorted(found, key=int)]


def read_nsplib(file: Path, case: Path) -> RosterProblem:
    """Cover, costs and rules; the last shift of a file is the free day."""
    numbers = iter(int(one) for one in file.read_text(encoding="utf-8").split())
    people, days, shifts = next(numbers), next(numbers), next(numbers)
    cover = [[next(numbers) for _ in range(shifts)] for _ in range(days)]
    costs = [[[next(numbers) for _ in range(shifts)] for _ in range(days)] for _ in range(people)]
    names = [f"s{number}" for number in range(shifts - 1)]
    limits = _case(case, names)
    return RosterProblem(
        MONDAY,
        days,
        tuple(Post(name, name) for name in names),
        tuple(Pattern(name, time(), 60, frozenset({name})) for name in names),
        tuple(
            Demand(name, *_ends(day), cover[day][number], None, 10_000, 0)
            for day in range(days)
            for number, name in enumerate(names)
            if cover[day][number]
        ),
        tuple(
            Keeper(f"n{number}", limits=limits, wishes=tuple(_preferences(own, names)))
            for number, own in enumerate(costs)
        ),
        weights=PLAIN,
    )


def _ends(day: int) -> tuple[datetime, datetime]:
    span = _span(day, 60)
    return span.begin, span.end


def _preferences(own: Sequence[Sequence[int]], names: Sequence[str]) -> Iterator[Wish]:
    for day, costs in enumerate(own):
        for number, name in enumerate(names):
            yield Wish(*_ends(day), costs[number], False, name)
        yield Wish(*_ends(day), costs[-1], True)


def _case(case: Path, names: Sequence[str]) -> Limits:
    numbers = [int(one) for one in case.read_text(encoding="utf-8").split()][2:]
    least, most, shortest, longest, *rest = numbers
    of = {name: rest[4 * place : 4 * place + 4] for place, name in enumerate(names)}
    return Limits(
        longest_run=longest,
        shortest_run=shortest,
        least_minutes=least * 60,
        most_minutes=most * 60,
        least_of={name: one[2] for name, one in of.items()},
        most_of={name: one[3] for name, one in of.items()},
        rows_of={name: (one[0], one[1]) for name, one in of.items()},
    )


# -- printing ------------------------------------------------------------------------------------


def _head(name: str) -> None:
    print(f"\n{name:<26}{'ours':>8}{'bound':>8}{'best known':>12}{'to it':>9}{'seconds':>9}")


def _line(name: str, problem: RosterProblem, best: str, seconds: float) -> None:
    try:
        roster: Roster = make_roster(problem, Effort(seconds=seconds, workers=2))
    except NoRoster:
        print(f"{name:<26}{'none in the time':>16}{best:>12}", flush=True)
        return
    broken = check(roster.duties, problem).broken
    total = roster.costs.total
    gap = f"{total / float(best) - 1:.2%}" if best else "-"
    bad = f"  {len(broken)} rules broken" if broken else ""
    print(
        f"{name:<26}{total:>8}{roster.bound:>8}{best:>12}{gap:>9}{roster.seconds:>9.1f}{bad}",
        flush=True,
    )


if __name__ == "__main__":
    main()
