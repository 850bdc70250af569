"""Kinds of need, and what holds for all plans. Read from `dated/care.toml`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gridward.ground.register.rules.exports import guarded_under, under_guard
from gridward.ground.staff.terms import Post
from gridward.kernel.dated import Entry, begun, entries_of
from gridward.work.care.problems import CareGuardianAgrees, CareKindUnknown
from gridward.work.care.terms import (
    Cadence,
    CareRules,
    CareUnit,
    CareWay,
    ConsentBy,
    NeedKind,
)

FILE = Path(__file__).resolve().parents[1] / "dated" / "care.toml"


def need_kinds(day: date) -> Mapping[str, NeedKind]:
    """The kinds that hold on a day, by code, in the order of the file."""
    file = entries_of(FILE)["need"]
    order = list(dict.fromkeys(entry["code"] for entry in file))
    latest = {entry["code"]: _kind(entry) for entry in begun(file, day)}
    return {code: latest[code] for code in order if code in latest}


def need_kind(code: str, day: date) -> NeedKind:
    """One kind; raises CareKindUnknown."""
    found = need_kinds(day).get(code)
    if found is None:
        raise CareKindUnknown(kind=code)
    return found


def known_kind(code: str) -> NeedKind:
    """A kind as it holds, or last held, where a plan still names it."""
    return _kind([entry for entry in entries_of(FILE)["need"] if entry["code"] == code][-1])


def care_rules(day: date) -> CareRules:
    """What holds on a day for all kinds."""
    entry = begun(entries_of(FILE)["rules"], day)[-1]
    return CareRules(
        keepers=tuple(map(Post, entry["keepers"])),
        retry_days=entry["retry_days"],
        ending_days=entry["ending_days"],
    )


def check_may_agree(by: ConsentBy, born: date | None, day: date) -> None:
    """Raises CareGuardianAgrees where a child agrees for itself; an unknown birth date is believed."""
    if by is ConsentBy.ONESELF and under_guard(born, day):
        raise CareGuardianAgrees(age=guarded_under(day))


def _kind(entry: Entry) -> NeedKind:
    return NeedKind(
        code=entry["code"],
        title=entry["text"],
        cadence=Cadence(entry["every"], CareUnit(entry["unit"])),
        way=CareWay(entry["way"]),
        months=entry["months"],
        order_kind=entry["order_kind"],
        order_need=entry["order_need"],
        source=entry["source"],
        on_rest_days=entry.get("rest_days", False),
    )
