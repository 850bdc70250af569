"""Commands about people under measures; `id` is the measure's, the moment is by the phone's clock, set right."""

from collections.abc import Callable, Mapping
from typing import Any

from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.measures.services.calling import ask_need
from gridward.work.measures.services.following import take_reading
from gridward.work.measures.services.testing import take_sample, tell_result
from gridward.work.measures.terms import ResultSaid, SampleSaid

Said = dict[str, Any]


def _reading(actor: Actor, said: Said) -> Said:
    measure_id = said.pop("id")
    take_reading(actor, measure_id=measure_id, **said)
    return _answer(measure_id)


def _sample(actor: Actor, said: Said) -> Said:
    measure_id, sample_id = said.pop("id"), said.pop("sample_id")
    take_sample(actor, measure_id=measure_id, said=SampleSaid(id=sample_id, **said))
    return _answer(measure_id)


def _result(actor: Actor, said: Said) -> Said:
    """A result that names no time of its report was told at the moment it was noted."""
    measure_id = said["id"]
    told = ResultSaid(
        result=said["result"],
        reported_at=said.get("reported_at") or said["at"],
        told_by=said.get("told_by", ""),
        ct=said.get("ct"),
    )
    reason = said.get("reason", "")
    sample = tell_result(actor, sample_id=said["sample_id"], said=told, reason=reason)
    if sample.measure_id != measure_id:
        raise NotFound
    return _answer(measure_id)


def _need(actor: Actor, said: Said) -> Said:
    measure_id = said.pop("id")
    said.pop("at")
    ask_need(actor, measure_id=measure_id, **said)
    return _answer(measure_id)


MEASURES: Mapping[str, Callable[[Actor, Said], Said]] = {
    "measure.reading": _reading,
    "measure.sample": _sample,
    "measure.result": _result,
    "measure.need": _need,
}


def _answer(measure_id: object) -> Said:
    return {"id": str(measure_id), "wrote": [], "after": ""}
