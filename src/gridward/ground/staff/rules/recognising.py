"""Who may be recognised, and with what: the same for own and seconded staff and for volunteers (P7, §5(1) 同工同责)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gridward.ground.staff.problems import (
    NotServingThen,
    RecognitionDayWrong,
    RecognitionKindUnknown,
    RecognitionOfOneself,
)
from gridward.ground.staff.terms.recognitions import RecognitionKind, RecognitionRules, Serving
from gridward.kernel.dated import Entry, begun, entries_of, values_on

FILE = Path(__file__).resolve().parents[1] / "dated" / "recognitions.toml"


def rules_on(day: date) -> RecognitionRules:
    """The kinds and the figure that hold on a day."""
    return rules_from(entries_of(FILE), day)


def rules_from(file: Mapping[str, list[Entry]], day: date) -> RecognitionRules:
    """The same from a file's content; raises KeyError where the figure is missing."""
    figures = values_on(file["figure"], day)
    entries = begun(file["kind"], day)
    kinds = {entry["id"]: RecognitionKind(entry["id"], entry["source"]) for entry in entries}
    return RecognitionRules(kinds, figures["evidence_days"])


def require_eligible(serving: Serving, kind: str, day: date, today: date) -> None:
    """Raise unless whoever serves so may be recognised on a day by this kind.

    Raises RecognitionOfOneself, RecognitionDayWrong, NotServingThen, RecognitionKindUnknown.
    """
    if serving.is_oneself:
        raise RecognitionOfOneself
    if day > today:
        raise RecognitionDayWrong
    if day < serving.since or (serving.until is not None and day >= serving.until):
        raise NotServingThen
    if kind not in rules_on(day).kinds:
        raise RecognitionKindUnknown
