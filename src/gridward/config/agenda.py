"""The one page that says which parts bring a section to the agenda of daily meetings (例会议程)."""

from gridward.oversight.duties.queries.meeting import late_duties
from gridward.work.meetings.queries.agenda import contribute
from gridward.work.meetings.queries.sections import earlier, orders, patrols, survey, weaknesses


def contribute_all() -> None:
    """The order on the agenda is that of `work/meetings/dated/meetings.toml`."""
    contribute("earlier", earlier)
    contribute("survey", survey)
    contribute("patrols", patrols)
    contribute("orders", orders)
    contribute("weaknesses", weaknesses)
    contribute("duties", late_duties)
