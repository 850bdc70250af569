"""From the model's numbers to reasons: which level each field reached, and what it weighed."""

from gridward.planning.matching.comparing import Comparison, Model


def told(scored: str, model: Model) -> str:
    """SQL over a table of `probable.score`: row, person, score, reasons, the level of each field as `<field>_level`.

    A level is NULL where one side says nothing; such a field gives no reason.
    """
    levels = ", ".join(f"{_level(one)} AS {one.field}_level" for one in model.comparisons)
    reasons = ", ".join(_reason(one) for one in model.comparisons)
    return f"""
        SELECT id_l AS row, id_r AS person, match_probability AS score, {levels},
            list_filter([{reasons}], lambda one: one.level IS NOT NULL) AS reasons
        FROM {scored}
    """


def _level(one: Comparison) -> str:
    """The word of the reached level; Splink counts levels from 0, what differs, and -1 for a side that lacks."""
    words = ", ".join(f"'{word}'" for word in reversed(one.words))
    return f"[{words}][gamma_{one.field} + 1]"


def _reason(one: Comparison) -> str:
    weight = f"mw_{one.field}"
    if any(level.frequency for level in one.levels):
        weight += f" + coalesce(mw_tf_adj_{one.field}, 0)"
    return f"{{'field': '{one.field}', 'level': {_level(one)}, 'weight': round({weight}, 3)}}"
