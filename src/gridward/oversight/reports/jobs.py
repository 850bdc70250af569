"""What the reports do by the clock."""

from procrastinate.contrib.django import app

from gridward.ground.staff.access import operator
from gridward.kernel.rows import acting
from gridward.oversight.reports.services.counters import join_differences, recount


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="join_counters")
def join_counters(timestamp: int) -> None:
    """Differences of the counters become one row a grid and figure."""
    join_differences()


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="recount")
def recount_nightly(timestamp: int) -> None:
    """Once a night everything is counted from scratch; a difference is logged, recorded and mended."""
    everywhere = operator("schedule")
    with acting(everywhere):
        recount(everywhere, mend=True)
