"""The door that reads pasted messages; what comes of them is recorded by the doors of receipts, visits and orders."""

from django.http import HttpRequest

from gridward.kernel.http import actor_of, answers, door
from gridward.work.notices.queries.chat import chat_proposals
from gridward.work.notices.schemas.chat import ChatIn, ChatProposalOut

router = door("notices")


@router.post("/read", response=answers(list[ChatProposalOut]))
def post_chat(request: HttpRequest, given: ChatIn) -> object:
    """What messages may mean; nothing is stored."""
    told = chat_proposals(actor_of(request), **given.model_dump())
    return [ChatProposalOut.of(one) for one in told]
