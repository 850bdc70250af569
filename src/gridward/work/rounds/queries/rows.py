"""The rows that an actor may see."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gridward.ground.territory.models import Grid, Placed
from gridward.ground.territory.queries.rows import at_grids, found
from gridward.kernel.access import Actor, Permission
from gridward.work.rounds.models import Round, RoundGrid, Target
from gridward.work.rounds.terms import AnswerKind, Question, QuestionAbout, RoundState

R = TypeVar("R", bound=Placed)


def visible_to(actor: Actor, model: type[R], grid_id: UUID | None = None) -> QuerySet[R]:
    """Rows of rounds at the actor's grids, or at one of them."""
    return at_grids(model, actor.grids(Permission.WORK_READ), grid_id)


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds that are walked in a grid of the actor's."""
    grids = visible_to(actor, RoundGrid).filter(round=OuterRef("pk"))
    return Round.objects.filter(Exists(grids))


def round_of(actor: Actor, round_id: UUID) -> Round:
    """One round; raises NotFound."""
    return found(rounds_visible_to(actor), round_id)


def open_rounds(actor: Actor, grid_id: UUID, ids: Sequence[UUID]) -> list[Round]:
    """Rounds that are walked at a grid now."""
    if not ids or not actor.may(Permission.WORK_READ, grid_id):
        return []
    rows = Round.objects.filter(pk__in=ids, state=RoundState.OPEN, grids__grid=grid_id)
    return list(rows.order_by("starts_on", "id"))


def with_rounds(rows: Sequence[Target]) -> dict[UUID, Round]:
    """Give targets their rounds; answers these. A join would make one of each target."""
    rounds = Round.objects.in_bulk({row.round_id for row in rows})
    for row in rows:
        row.round = rounds[row.round_id]
    return rounds


def grids_of(round_id: UUID) -> list[Grid]:
    """Where a round is walked, by code; without boundaries."""
    ids = RoundGrid.objects.filter(round=round_id).values("grid_id")
    rows = Grid.objects.filter(pk__in=ids).select_related("community")
    return list(rows.defer("boundary", "bounds").order_by("code"))


def questions_of(row: Round) -> tuple[Question, ...]:
    """What a round asks."""
    return as_questions(row.questions)


def as_questions(stored: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Questions as a round keeps them."""
    return tuple(
        Question(
            one["code"],
            one["text"],
            QuestionAbout(one["about"]),
            AnswerKind(one["answer"]),
            tuple(one["options"]),
            one["required"],
        )
        for one in stored
    )


def led_everywhere(actor: Actor, grids: Iterable[UUID]) -> None:
    """Raises NotAllowed or NotFound unless the actor leads rounds at all of these grids."""
    for grid in grids:
        actor.require(Permission.ROUND_LEAD, grid)
