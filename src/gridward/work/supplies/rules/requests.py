"""Requests: which step leads where, what a grant and an issue may be of, what differs."""

from collections.abc import Collection, Mapping, Sequence

from gridward.work.supplies.problems import (
    AmountUnfit,
    GrantUnfit,
    IssueUnfit,
    ReceiptUnfit,
    SupplyStepNotNow,
)
from gridward.work.supplies.rules.stock import by_article
from gridward.work.supplies.terms import (
    MOST_AMOUNT,
    MOST_LINES,
    Article,
    DifferenceCause,
    Held,
    Received,
    SupplyState,
    SupplyStepKind,
)

S, K = SupplyState, SupplyStepKind
TABLE: Mapping[SupplyState, Mapping[SupplyStepKind, SupplyState]] = {
    S.ASKED: {K.GRANT: S.GRANTED, K.REFUSE: S.REFUSED, K.WITHDRAW: S.WITHDRAWN},
    S.GRANTED: {K.ISSUE: S.ON_THE_WAY, K.CANCEL: S.CANCELLED},
    S.ON_THE_WAY: {K.RECEIVE: S.RECEIVED},
    S.DIFFERS: {K.EXPLAIN: S.EXPLAINED},
    S.EXPLAINED: {K.ACCEPT: S.SETTLED, K.OBJECT: S.DIFFERS},
}
"""State × step → the state after it; a receipt of something else than was issued leads to DIFFERS."""
OVER = frozenset({S.REFUSED, S.WITHDRAWN, S.CANCELLED, S.RECEIVED, S.SETTLED})
TAKES_TEXT = frozenset({K.REFUSE, K.WITHDRAW, K.CANCEL, K.EXPLAIN, K.OBJECT})
"""Steps that say why."""
BACK = frozenset({DifferenceCause.RETURNED, DifferenceCause.MISCOUNTED})
"""Causes by which what did not arrive never left the store: it is booked back."""
Amounts = Mapping[str, int]


def possible(state: SupplyState) -> list[SupplyStepKind]:
    """The steps that a state has."""
    return [kind for kind in SupplyStepKind if kind in TABLE.get(state, {})]


def stepped(state: SupplyState, kind: SupplyStepKind, *, differs: bool = False) -> SupplyState:
    """The state after a step; raises SupplyStepNotNow."""
    after = TABLE.get(state, {}).get(kind)
    if after is None:
        raise SupplyStepNotNow(
            step=f"word.supplies.step.{kind}", state=f"word.supplies.state.{state}"
        )
    return S.DIFFERS if kind is K.RECEIVE and differs else after


def check_asked(asked: Amounts) -> None:
    """Raises AmountUnfit."""
    if not 0 < len(asked) <= MOST_LINES:
        raise AmountUnfit
    if not all(0 < amount <= MOST_AMOUNT for amount in asked.values()):
        raise AmountUnfit


def check_grant(asked: Amounts, granted: Amounts, articles: Mapping[str, Article]) -> None:
    """In full or in part, of what was asked for; raises GrantUnfit."""
    _within(asked, granted, articles, GrantUnfit)


def check_issue(granted: Amounts, issued: Sequence[Held], articles: Mapping[str, Article]) -> None:
    """Of what was granted, or less where the store has no more; raises IssueUnfit."""
    if any(one.amount <= 0 for one in issued) or len({one.batch for one in issued}) < len(issued):
        raise AmountUnfit
    _within(granted, by_article(issued), articles, IssueUnfit)


def receipt(issued: Sequence[Held], arrived: Sequence[int]) -> list[Received]:
    """What arrived of each batch that was issued; raises ReceiptUnfit."""
    if len(issued) != len(arrived) or not all(0 <= one <= MOST_AMOUNT for one in arrived):
        raise ReceiptUnfit
    return [
        Received(one.batch, one.amount, amount) for one, amount in zip(issued, arrived, strict=True)
    ]


def differs(received: Collection[Received]) -> bool:
    """Whether something else arrived than was issued."""
    return any(one.issued != one.amount for one in received)


def booked_back(received: Collection[Received], cause: DifferenceCause) -> list[Held]:
    """What goes back into the books of the store: what did not leave it; below zero what left beside the slip."""
    if cause not in BACK:
        return []
    return [
        Held(one.batch, one.issued - one.amount) for one in received if one.issued != one.amount
    ]


def _within(
    most: Amounts,
    given: Amounts,
    articles: Mapping[str, Article],
    problem: type[GrantUnfit] | type[IssueUnfit],
) -> None:
    for code, amount in given.items():
        if not 0 <= amount <= most.get(code, 0):
            title = (
                dict(articles[code].title) if code in articles else {"zh-Hans": code, "en": code}
            )
            raise problem(article=title, most=most.get(code, 0))
    if not any(given.values()):
        first = next(iter(most))
        raise problem(article=dict(articles[first].title), most=most[first])
