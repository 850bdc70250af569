"""What happens by the clock: jobs of a killed worker are tried again, what has had its time is tidied away."""

import os
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from procrastinate import JobContext
from procrastinate.contrib.django import app

from gridward.exchange.gates.services.filling import BATCH as FILLED_AT_ONCE
from gridward.exchange.gates.services.filling import fill, forget_ended
from gridward.exchange.portal.services.following import forget_closed
from gridward.ground.audit.services import forget_expired
from gridward.ground.register.services.rosters import forget_old_files
from gridward.ground.rota.services.drafts import forget_drafts
from gridward.ground.rota.services.homes import forget_left
from gridward.ground.rota.services.wishing import forget_wishes
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.declaring import Retention
from gridward.kernel.models import Command, EventRecord, ReadMark
from gridward.kernel.rows import acting
from gridward.work.arrivals.services.deciding import forget_arrivals as forget_old_arrivals
from gridward.work.care.services.following import forget_over
from gridward.work.care.services.rising import raise_overdue
from gridward.work.handovers.services.recounting import recount
from gridward.work.handovers.services.sweeping import tend_handovers
from gridward.work.measures.services.calling import call_missed
from gridward.work.measures.services.ending import forget_over as forget_measures_over
from gridward.work.passages.services.days import join_tallies, turn_days
from gridward.work.response.services.lapsing import close_lapsed
from gridward.work.rounds.services.cycling import begin_cycles
from gridward.work.screening.services.closing import forget_closed as forget_lists
from gridward.work.tracing.services.forgetting import forget_over as forget_cases_over
from gridward.work.tracing.services.forgetting import forget_trials
from gridward.work.watch.services.calling import freshen, open_calls
from gridward.work.watch.services.ending import forget_over as forget_watch
from gridward.work.workorders.services.following import follow_posts
from gridward.work.workorders.services.sweeping import BATCH, sweep

STALLED_SECONDS = 60
KEEP_JOBS_HOURS = 24 * 14
KEEP_COMMANDS = Retention.A_MONTH.period
KEEP_MARKS = Retention.A_MONTH.period
KEEP_EVENTS = timedelta(days=180)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A job whose worker died is done again: jobs are written so that repeating is harmless."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="tidy_jobs", pass_context=True)
async def tidy_jobs(context: JobContext, timestamp: int) -> None:
    """Finished jobs go after two weeks."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_JOBS_HOURS, include_failed=True)


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="tidy_rows")
def tidy_rows(timestamp: int) -> None:
    """Sessions that have ended, answered commands, old marks and old news go; the record of acts stays."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Command.objects.filter(created_at__lt=now - KEEP_COMMANDS).delete()
    ReadMark.objects.filter(at__lt=now - KEEP_MARKS).delete()
    EventRecord.objects.filter(occurred_at__lt=now - KEEP_EVENTS).delete()


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="forget_exports")
def forget_exports(timestamp: int) -> None:
    """Prepared exports vanish when they expire."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_expired(everywhere, now=clock.now())


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="forget_files")
def forget_files(timestamp: int) -> None:
    """Uploaded rosters go when their declared time is over."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_old_files(everywhere, now=clock.now())


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="forget_slips")
def forget_slips(timestamp: int) -> None:
    """Slips go with what was declared by them when their declared time is over."""
    with acting(operator("schedule")):
        forget_closed(clock.now())


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="forget_lists")
def forget_old_lists(timestamp: int) -> None:
    """Pushed lists that were closed long ago go, but for their counts."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_lists(everywhere, now=clock.now())


@app.periodic(cron="49 3 * * *")
@app.task(queueing_lock="forget_cases")
def forget_old_cases(timestamp: int) -> None:
    """Cases that were closed long ago go, with whom they met."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_cases_over(everywhere, clock.now())


@app.periodic(cron="13 * * * *")
@app.task(queueing_lock="forget_trials")
def forget_old_trials(timestamp: int) -> None:
    """Answers of trials go after an hour."""
    with acting(operator("schedule")):
        forget_trials(clock.now())


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="forget_drafts")
def forget_old_drafts(timestamp: int) -> None:
    """Drafts of rosters go when their declared time is over; the shifts that became of them stay."""
    with acting(operator("schedule")):
        forget_drafts(clock.now() - Retention.SHORT.period)


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="forget_wishes")
def forget_old_wishes(timestamp: int) -> None:
    """Wishes about duty go when their declared time is over; until then those that were granted count."""
    with acting(operator("schedule")):
        forget_wishes(clock.today() - Retention.AFTER_WISH.period)


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="forget_homes")
def forget_homes_of_left(timestamp: int) -> None:
    """Where people set out from goes with their last post; who is noted as gone has none from that moment on."""
    with acting(operator("schedule")):
        forget_left()


@app.periodic(cron="2 16 * * *")
@app.task(queueing_lock="begin_cycles")
def begin_round_cycles(timestamp: int) -> None:
    """Just after midnight in Shanghai, rounds that repeat begin their next cycle."""
    with acting(operator("schedule")):
        begin_cycles(clock.today())


@app.periodic(cron="1 16 * * *")
@app.task(queueing_lock="close_lapsed")
def close_lapsed_levels(timestamp: int) -> None:
    """Just after midnight in Shanghai, standings of the response level whose last day is over are closed."""
    everywhere = operator("schedule")
    with acting(everywhere):
        close_lapsed(everywhere, clock.today())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sweep_orders")
def sweep_orders(timestamp: int) -> None:
    """Each minute work orders whose time has run out rise, batch by batch."""
    everywhere, looked_at = operator("schedule"), BATCH
    while looked_at == BATCH:
        with acting(everywhere):
            looked_at = sweep(everywhere, clock.now())


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="join_gate_tallies")
def join_gate_tallies(timestamp: int) -> None:
    """Each hour the tallies of gates are joined, and those that are not kept any more go."""
    with acting(operator("schedule")):
        join_tallies(clock.today())


@app.periodic(cron="7 19 * * *")
@app.task(queueing_lock="turn_passage_days")
def turn_passage_days(timestamp: int) -> None:
    """In the small hours of Shanghai passages that were kept long enough go by their day, and days to come are made."""
    with acting(operator("schedule")):
        turn_days(clock.today())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="fill_gate_passes")
def fill_gate_passes(timestamp: int) -> None:
    """Each minute gates are told of holders of passes who have changed, batch by batch."""
    everywhere, filled = operator("schedule"), FILLED_AT_ONCE
    while filled == FILLED_AT_ONCE:
        with acting(everywhere):
            filled = fill()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tend_watch")
def tend_watch(timestamp: int) -> None:
    """Each minute: residents of changed numbers are watched for by the new ones, orders that waited are opened."""
    everywhere = operator("schedule")
    with acting(everywhere):
        freshen(everywhere)
        open_calls(everywhere)


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="forget_watch")
def forget_watch_entries(timestamp: int) -> None:
    """Entries of the watch list go when they have been over for as long as they are kept."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_watch(everywhere, clock.now())


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="forget_measures")
def forget_measures(timestamp: int) -> None:
    """Measures on persons go when they have been over for as long as they are kept."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_measures_over(everywhere, clock.now())


@app.periodic(cron="49 3 * * *")
@app.task(queueing_lock="forget_arrivals")
def forget_arrivals(timestamp: int) -> None:
    """Arrivals go when they are as old as they are kept."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_old_arrivals(everywhere, clock.now())


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="forget_gate_passes")
def forget_gate_passes(timestamp: int) -> None:
    """What gates are told of passes goes once no print of them can hold any more."""
    with acting(operator("schedule")):
        forget_ended()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tend_handovers")
def tend_gate_handovers(timestamp: int) -> None:
    """Each minute ends of shifts at gates that nobody handed over become work orders; those made up for are settled."""
    everywhere = operator("schedule")
    with acting(everywhere):
        tend_handovers(everywhere, clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="recount_handovers")
def recount_gate_handovers(timestamp: int) -> None:
    """Passages that a phone brought later are in the server's counts of its handovers within ten minutes."""
    with acting(operator("schedule")):
        recount(clock.now())


@app.periodic(cron="3 16 * * *")
@app.task(queueing_lock="follow_order_posts")
def follow_order_posts(timestamp: int) -> None:
    """Just after midnight in Shanghai, work orders of whoever has left a post that day are let go."""
    with acting(operator("schedule")):
        follow_posts(clock.today())


@app.periodic(cron="4 16 * * *")
@app.task(queueing_lock="tend_care")
def tend_care(timestamp: int) -> None:
    """Just after midnight in Shanghai help that is over is forgotten, and contacts of the day before become orders."""
    everywhere = operator("schedule")
    with acting(everywhere):
        forget_over(everywhere, clock.today())
        raise_overdue(everywhere, clock.today())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="tend_measures")
def tend_measures(timestamp: int) -> None:
    """Follow-up of people under measures that was missed on a day before becomes orders, soon after midnight."""
    everywhere = operator("schedule")
    with acting(everywhere):
        call_missed(everywhere, clock.today())


def back_up(timestamp: int) -> None:
    """The backup of the day, as the owner of the tables and so in a process of its own; it notes what became of it."""
    environment = {
        name: value for name, value in os.environ.items() if name != "GRIDWARD_DATABASE_ROLE"
    }
    subprocess.run(
        [sys.executable, "-m", "gridward", "backup-scheduled"], env=environment, check=True
    )


if settings.BACKUP_FOLDER:
    # The clock of the jobs is UTC; the hour of the setting is the street's, eight before it all year.
    _hour = (settings.BACKUP_HOUR - 8) % 24
    app.periodic(cron=f"11 {_hour} * * *")(app.task(queueing_lock="back_up")(back_up))
