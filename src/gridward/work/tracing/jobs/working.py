"""Background work of tracing: contacts are looked for, trials answered. Done again, nothing is lost.

Imported by the worker alone: the engine is large.
"""

from uuid import UUID

from procrastinate.contrib.django import app

from gridward.ground.staff.access import actor_today
from gridward.kernel.problems import Problem
from gridward.work.tracing.services.running import run_case
from gridward.work.tracing.services.trying import run_trial


@app.task(name="tracing.run", queue="tracing")
def trace_case(run_id: str, account_id: str) -> None:
    """Look for contacts on behalf of the account that asked; a refusal stands in the run."""
    try:
        run_case(actor_today(account_id), run_id=UUID(run_id))
    except Problem:
        return


@app.task(name="tracing.trial", queue="tracing")
def answer_trial(run_id: str, account_id: str) -> None:
    """Answer a trial on behalf of the account that asked; a refusal stands in it."""
    try:
        run_trial(actor_today(account_id), run_id=UUID(run_id))
    except Problem:
        return
