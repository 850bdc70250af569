"""How much each kind restricts (L12: the milder one that will do)."""

from gridward.work.measures.terms import AT_ONCE, MILD, ControlKind

_STRICTEST_FIRST = (
    frozenset({ControlKind.CENTRALISED_ISOLATION, ControlKind.OBSERVATION}),
    frozenset({ControlKind.HOME_ISOLATION, ControlKind.STAY_INDOORS}),
    frozenset({ControlKind.HOME_UNTIL_RESULT}),
    frozenset({ControlKind.HOME_MONITORING}),
    frozenset({ControlKind.SELF_MONITORING}),
)


def restricts(kind: ControlKind) -> bool:
    """Whether a second person must confirm it."""
    return kind not in MILD


def is_stricter(kind: ControlKind, than: ControlKind) -> bool:
    """Whether one restricts more than the other; what bridges hours is compared with nothing."""
    if AT_ONCE & {kind, than}:
        return False
    return _rank(kind) < _rank(than)


def _rank(kind: ControlKind) -> int:
    return next(place for place, kinds in enumerate(_STRICTEST_FIRST) if kind in kinds)
