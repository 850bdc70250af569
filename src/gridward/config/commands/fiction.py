"""`gridward seed`, `gridward seed rosters` and the demo."""

from pathlib import Path

import typer

from gridward.config.commands.setup import migrate
from gridward.config.demo.arrivals import tell_of_arrivals
from gridward.config.demo.care import help_some_households
from gridward.config.demo.declarations import declare_at_a_closed_door
from gridward.config.demo.gates import guard_some_gates
from gridward.config.demo.handovers import hand_over_some_gates
from gridward.config.demo.inspections import inspect_some_organisations
from gridward.config.demo.levels import set_levels
from gridward.config.demo.measures import put_some_under_measures
from gridward.config.demo.meetings import hold_meetings
from gridward.config.demo.recognitions import recognise_some
from gridward.config.demo.risk import list_risk_areas
from gridward.config.demo.rota import put_some_on_duty
from gridward.config.demo.rule_books import review_some_rule_books
from gridward.config.demo.screening import verify_some
from gridward.config.demo.siting import study_some_gates
from gridward.config.demo.supplies import store_supplies
from gridward.config.demo.tracing import trace_a_case
from gridward.config.demo.watch import watch_for_some
from gridward.fiction.generate import make_street
from gridward.fiction.lives import live
from gridward.fiction.loading import load_street
from gridward.fiction.orders import report_orders
from gridward.fiction.outreach import keep_outreach
from gridward.fiction.rosters import write_rosters as write
from gridward.fiction.rounds import walk_rounds
from gridward.fiction.sign_ins import DEMO_POSTS, WALL, keep_sign_ins, open_demo_accounts
from gridward.fiction.terms import LABEL
from gridward.ground.territory.models import Grid
from gridward.kernel import clock
from gridward.kernel.bulk import settle
from gridward.kernel.database.home import home
from gridward.kernel.texts import say


def load(persons: int, seed: int) -> None:
    """Load the fictional street and say how far it is."""
    migrate()
    done = 0

    def progress(grid: str, count: int) -> None:
        nonlocal done
        done += count
        typer.echo(f"{grid}  {done:>9,} / {persons:,}")

    load_street(persons, seed, clock.today(), progress)
    settle()
    typer.echo(LABEL)


def load_demo(persons: int, seed: int) -> None:
    """The fictional street in an empty home, and sign-ins for it; a home that has them is left as it is."""
    if not Grid.objects.exists():
        load_street(persons, seed, clock.today(), lambda _grid, _count: None)
        live(clock.today())
        walk_rounds(seed, clock.today())
        declare_at_a_closed_door()
        report_orders(seed, clock.now())
        set_levels(clock.today())
        hold_meetings(clock.today())
        keep_outreach()
    typer.echo(f"\n  {LABEL}\n")
    sign_ins = open_demo_accounts(home())
    inspect_some_organisations()
    help_some_households()
    recognise_some()
    review_some_rule_books()
    store_supplies()
    guard_some_gates()
    study_some_gates(seed)
    watch_for_some()
    list_risk_areas(clock.today())
    verify_some()
    put_some_under_measures()
    tell_of_arrivals(clock.today())
    hand_over_some_gates()
    put_some_on_duty()
    trace_a_case()
    keep_sign_ins(home(), sign_ins)
    for username, password in sign_ins.items():
        typer.echo(f"  {username:<10} {password:<14} {_title(username)}")
    typer.echo("")


def _title(username: str) -> str:
    if post := DEMO_POSTS.get(username):
        return say(f"word.staff.post.{post.value}")
    return "看板大屏" if username == WALL else "系统管理员"


def write_rosters(directory: Path, persons: int, seed: int) -> None:
    """Write messy workbooks of the same street, with the truth beside each."""
    directory.mkdir(parents=True, exist_ok=True)
    for path in write(make_street(persons, seed, clock.today()), directory, seed):
        typer.echo(path)
