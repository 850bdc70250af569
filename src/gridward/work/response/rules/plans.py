"""What a switch turns on and off: two plans beside each other."""

from collections.abc import Sequence

from gridward.work.response.terms import PlanChange, PlanLine, ResponsePlanKind

_KINDS = list(ResponsePlanKind)


def differences(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[PlanChange]:
    """What comes, what goes, and what comes at another pace, in the order of the plans."""
    old = {(one.kind, one.code): one for one in before}
    new = {(one.kind, one.code): one for one in after}
    found = []
    for key in {**new, **old}:
        was, now = old.get(key), new.get(key)
        line = now or was
        if line is not None and (was is None or now is None or was.told != now.told):
            told = was.told if was else None
            found.append(
                PlanChange(line.kind, line.code, line.title, told, now.told if now else None)
            )
    return sorted(found, key=lambda one: _KINDS.index(one.kind))
