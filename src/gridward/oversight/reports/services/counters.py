"""Keeping the counters: differences joined now and then, a recount that reports and mends."""

import logging

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel.access import Actor
from gridward.oversight.reports.queries.counts import Difference, compact, differences
from gridward.oversight.reports.terms import ReportAct

LOG = logging.getLogger(__name__)


@transaction.atomic
def recount(actor: Actor, *, mend: bool) -> list[Difference]:
    """Count everything from scratch; what the counters say otherwise is answered, recorded and, if asked, mended."""
    found = differences(mend)
    for one in found:
        LOG.warning(
            "figure %s at grid %s: %s live, %s counted",
            one.figure,
            one.grid_id,
            one.live,
            one.counted,
        )
    if found:
        record(actor, ReportAct.RECOUNTED, count=len(found))
    return found


@transaction.atomic
def join_differences() -> int:
    """Join what the triggers have written; answers how many rows are gone."""
    return compact()
