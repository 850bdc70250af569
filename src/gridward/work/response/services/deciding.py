"""A decision is signed: one transaction closes and opens standings, and nothing else is touched."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.queries.visible import street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.announcements import announce
from gridward.kernel.ids import new_id
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.models import store_next
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.queries.units import signing
from gridward.work.response.rules.dated import bases_on
from gridward.work.response.rules.deciding import check_bases, check_reason, digest
from gridward.work.response.services.contents import Content, content_of
from gridward.work.response.services.drafting import Effect, effects_of
from gridward.work.response.services.lapsing import close_lapsed
from gridward.work.response.terms import (
    DecisionSaid,
    ResponseAct,
    ResponseLevel,
    ResponseStep,
    ResponseSwitched,
)

_ACTS = {
    ResponseStep.DECLARE: ResponseAct.DECLARED,
    ResponseStep.CHANGE: ResponseAct.CHANGED,
    ResponseStep.PROLONG: ResponseAct.PROLONGED,
    ResponseStep.END: ResponseAct.ENDED,
}


def preview_decision(actor: Actor, *, said: DecisionSaid) -> Content:
    """What the decision would do if it were signed now; nothing is stored. Raises as `sign_decision`."""
    return _drafted(actor, said)[1]


@transaction.atomic
def sign_decision(actor: Actor, *, said: DecisionSaid) -> ResponseDecision:
    """Sign a decision: of two at once the second is told what the first one did.

    Raises NotAllowed, NotFound, Stale, ResponseNotYours, ResponseUnitUnfit, ResponseLevelUnfit, ResponseBackDated,
    ResponseTimesUnfit, ResponseTooLong, ResponseShortened, ResponseBasisUnfit, ResponseDocumentMissing,
    ResponseReasonMissing, ResponseOpenAlready, ResponseNotOpen.
    """
    street = street_of(actor)
    one_at_a_time("response.street", street.pk)
    effects, content = _drafted(actor, said)
    account, post = signing(actor)
    close_lapsed(actor, clock.today(), street.pk)
    decision = _decision(said, street.pk, effects, content)
    decision.account_id, decision.account_name, decision.post = account, actor.name, post.value
    decision.digest = digest(decision.content)
    decision.save(force_insert=True)
    for one in effects:
        _carry_out(decision, one)
    _note(actor, decision)
    announce(ResponseSwitched(street.pk, decision.pk, said.step))
    return decision


def _drafted(actor: Actor, said: DecisionSaid) -> tuple[list[Effect], Content]:
    effects = effects_of(actor, said)
    levels = {
        ResponseLevel(one.standing.level) if one.standing else one.level for one in effects
    } | {one.level for one in effects if one.level is not ResponseLevel.ORDINARY}
    bases = check_bases(said.bases, bases_on(clock.today()), levels)
    return effects, content_of(said, effects, bases, check_reason(said.reason))


def _decision(
    said: DecisionSaid, street: UUID, effects: list[Effect], content: Content
) -> ResponseDecision:
    """Numbered and dated; who signs it is put in next."""
    now = clock.now()
    year = clock.local_date(now).year
    rows = ResponseDecision.objects.filter(street_id=street, year=year)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    grids = frozenset[UUID]().union(*(one.unit.grids for one in effects))
    return ResponseDecision(
        id=new_id(),
        street_id=street,
        grids=sorted(grids, key=str),
        year=year,
        number=number,
        step=said.step,
        level=content["level"],
        content={**content, "year": year, "number": number, "signed_at": now.isoformat()},
        signed_at=now,
    )


def _carry_out(decision: ResponseDecision, effect: Effect) -> None:
    step, standing, times = ResponseStep(decision.step), effect.standing, effect.times
    if step is ResponseStep.PROLONG and standing is not None:
        store_next(standing, until=times.until, review_on=times.review_on)
        return
    if standing is not None:
        store_next(standing, until=effect.ends_on, review_on=None, closed=True, closed_by=decision)
    if effect.level is not ResponseLevel.ORDINARY:
        ResponseStanding.objects.create(
            street_id=decision.street_id,
            grid_id=effect.unit.grid_id,
            level=effect.level,
            since=effect.day,
            until=times.until,
            review_on=times.review_on,
            opened_by=decision,
        )


def _note(actor: Actor, decision: ResponseDecision) -> None:
    units = "、".join(one["name"] for one in decision.content["units"])
    about = About("response_responsedecision", decision.pk, None)
    record(
        actor,
        _ACTS[ResponseStep(decision.step)],
        about,
        reason=decision.content["reason"],
        street=decision.street_id,
        number=f"{decision.year}-{decision.number}",
        units=units[:120],
        level=f"word.response.level.{decision.level}",
        digest=decision.digest[:16],
    )
