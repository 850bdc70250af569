"""Facts, rules and judgements as plain JSON: for phones, files of scans and the cases shared with the twin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gridward.work.checkpoints.terms import (
    CodeKind,
    CodeResult,
    CodeSeen,
    Direction,
    GateRules,
    Judgement,
    PassageFacts,
    PassageSubject,
    PassState,
    Standing,
    Wanted,
)

Plain = Mapping[str, Any]


def rules_from(plain: Plain) -> GateRules:
    """Rules as they are stored; what is not there is not asked for. Raises ValueError, KeyError, TypeError."""
    return GateRules(
        name=str(plain.get("name", "")),
        codes=tuple(_wanted(one) for one in plain.get("codes", ())),
        temperature=_directions(plain.get("temperature", ())),
        fever_c=_number(plain.get("fever_c")),
        pass_for=_directions(plain.get("pass_for", ())),
        pass_subjects=frozenset(PassageSubject(one) for one in plain.get("pass_subjects", ())),
        apart_minutes=_whole(plain.get("apart_minutes")),
    )


def plain_rules(rules: GateRules) -> dict[str, Any]:
    """Rules as they are stored and sent to phones."""
    return {
        "name": rules.name,
        "codes": [_plain_wanted(one) for one in rules.codes],
        "temperature": sorted(rules.temperature),
        "fever_c": rules.fever_c,
        "pass_for": sorted(rules.pass_for),
        "pass_subjects": sorted(rules.pass_subjects),
        "apart_minutes": rules.apart_minutes,
    }


def facts_from(plain: Plain) -> PassageFacts:
    """Facts of one passage. Raises ValueError, KeyError, TypeError."""
    state, elsewhere = plain.get("pass_state"), plain.get("elsewhere_at")
    return PassageFacts(
        direction=Direction(plain["direction"]),
        subject=PassageSubject(plain["subject"]),
        pass_state=PassState(state) if state else None,
        standing=Standing(plain.get("standing", Standing.FREE)),
        temperature_c=_number(plain.get("temperature_c")),
        codes=tuple(
            CodeSeen(CodeKind(one["kind"]), CodeResult(one["result"]), _instant(one.get("at")))
            for one in plain.get("codes", ())
        ),
        elsewhere_at=_instant(elsewhere),
        no_phone=bool(plain.get("no_phone", False)),
        emergency=bool(plain.get("emergency", False)),
    )


def plain_judgement(judged: Judgement) -> dict[str, Any]:
    """A judgement as the cases and the command line tell it."""
    about = {reason.value: [kind.value for kind in kinds] for reason, kinds in judged.about.items()}
    return {
        "verdict": judged.verdict.value,
        "reasons": [one.value for one in judged.reasons],
        "about": about,
    }


def _wanted(plain: Plain) -> Wanted:
    return Wanted(
        kind=CodeKind(plain["kind"]),
        passes=frozenset(CodeResult(one) for one in plain["passes"]),
        holds=frozenset(CodeResult(one) for one in plain.get("holds", ())),
        hours=_whole(plain.get("hours")),
        directions=_directions(plain.get("directions", (Direction.IN,))),
        subjects=frozenset(PassageSubject(one) for one in plain.get("subjects", PassageSubject)),
    )


def _plain_wanted(wanted: Wanted) -> dict[str, Any]:
    return {
        "kind": wanted.kind.value,
        "passes": sorted(wanted.passes),
        "holds": sorted(wanted.holds),
        "hours": wanted.hours,
        "directions": sorted(wanted.directions),
        "subjects": sorted(wanted.subjects),
    }


def _directions(plain: Any) -> frozenset[Direction]:
    return frozenset(Direction(one) for one in plain)


def _number(plain: Any) -> float | None:
    return None if plain is None else float(plain)


def _whole(plain: Any) -> int | None:
    return None if plain is None else int(plain)


def _instant(plain: Any) -> datetime | None:
    """Raises ValueError for an instant without its zone."""
    if plain is None:
        return None
    at = datetime.fromisoformat(plain)
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone, such as +08:00")
    return at
