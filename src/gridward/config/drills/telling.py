"""What was done in a drill, by whom and how fast: counts of acts and times until somebody acted."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection

from gridward.kernel import clock
from gridward.kernel.database.home import home
from gridward.kernel.drill import DrillMark, drill, mark_words
from gridward.kernel.texts import LANGUAGES, say

ACTS = """
    SELECT act, count(*), count(DISTINCT account_id) FROM audit_line
    WHERE account_id IS NOT NULL AND at >= %s GROUP BY act ORDER BY 2 DESC, 1
"""
TIMES = {
    "decided": """
        SELECT extract(epoch FROM d.at - p.at) FROM measures_measuredeed d
        JOIN measures_measuredeed p ON p.measure_id = d.measure_id AND p.step = 'proposed'
        WHERE d.step = 'decided' AND d.at >= %s""",
    "confirmed": """
        SELECT extract(epoch FROM c.at - d.at) FROM measures_measuredeed c
        JOIN measures_measuredeed d ON d.measure_id = c.measure_id AND d.step = 'decided'
        WHERE c.step = 'confirmed' AND c.at >= %s""",
    "verified": """
        SELECT extract(epoch FROM settled_at - created_at) FROM screening_verificationtask
        WHERE settled_at >= %s""",
    "appeals": """
        SELECT extract(epoch FROM decided_at - at) FROM measures_measureappeal
        WHERE decided_at >= %s""",
}
"""How long things waited, in seconds, of those that were done since the drill began."""


@dataclass(frozen=True)
class Waited:
    """How long one kind of thing waited, `middle` and `longest` in whole minutes."""

    kind: str
    count: int
    middle: int
    longest: int


def waited(kind: str, seconds: list[float]) -> Waited:
    """Of so many that were done; the middle one of an even number is the later."""
    found = sorted(seconds)
    minutes = [round(one / 60) for one in found]
    return Waited(kind, len(minutes), minutes[len(minutes) // 2], minutes[-1])


FILLED = "filled"
"""Stands in the home with the moment when the drill was ready: what was done before was done by the program."""


def told_as_text() -> str:
    """The report as Markdown, Chinese above English."""
    found = drill()
    if found is None:
        raise RuntimeError("only a drill is told of")
    file = home().path / FILLED
    mark = replace(found, began=file.read_text("utf-8")) if file.exists() else found
    acts, times = _acts(mark), _times(mark)
    parts = [f"# {mark_words()}"]
    for language in LANGUAGES:
        parts += [*_head(mark, language), *_table_of_acts(acts, language)]
        parts += _table_of_times(times, language)
    return "\n".join(parts) + "\n"


def _acts(mark: DrillMark) -> list[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(ACTS, [mark.began])
        return list(cursor.fetchall())


def _times(mark: DrillMark) -> list[Waited]:
    found = []
    for kind, statement in TIMES.items():
        with connection.cursor() as cursor:
            cursor.execute(statement, [mark.began])
            seconds = [float(one) for (one,) in cursor.fetchall()]
        if seconds:
            found.append(waited(kind, seconds))
    return found


def _head(mark: DrillMark, language: str) -> list[str]:
    began = datetime.fromisoformat(mark.began)
    lasted = clock.now() - began
    return [
        "",
        f"## {say('drill.report.title', language, name=mark.name)}",
        "",
        say(
            "drill.report.when",
            language,
            began=f"{began.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}",
            hours=round(lasted / timedelta(hours=1), 1),
        ),
        "",
    ]


def _table_of_acts(acts: list[tuple[str, int, int]], language: str) -> list[str]:
    if not acts:
        return [say("drill.report.nothing", language)]
    return [
        say("drill.report.acts", language),
        "|---|---|---|",
        *(f"| {act} | {count} | {people} |" for act, count, people in acts),
    ]


def _table_of_times(times: list[Waited], language: str) -> list[str]:
    return [
        "",
        say("drill.report.times", language),
        "|---|---|---|---|",
        *(
            f"| {say(f'drill.report.{one.kind}', language)} | {one.count} | {one.middle} | {one.longest} |"
            for one in times
        ),
    ]
