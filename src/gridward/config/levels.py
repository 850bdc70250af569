"""The one page that says what a response level turns on and off beyond its own data (响应等级)."""

from gridward.oversight.duties.queries.plan import duty_plan
from gridward.work.inspections.queries.filings import open_filings
from gridward.work.response.queries.plan import contribute, watch_module


def contribute_all() -> None:
    """Duties, and what is open in modules that some levels alone need."""
    contribute(duty_plan)
    watch_module("filings", open_filings)
