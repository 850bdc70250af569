"""Slips printed in grid a1, and what households say with them."""

from typing import Any
from uuid import uuid4

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.services.deciding import beside_register
from gridward.exchange.portal.services.declaring import declare
from gridward.exchange.portal.services.printing import print_slips
from gridward.exchange.portal.terms import Declared, Member, SlipGroup, SlipsWanted
from gridward.kernel.access import Actor
from gridward.work.rounds.models import Round, Target
from tests.kernel.documents.qr_reader import codes_of

ADDRESS = "https://wangge.example.gov.cn"


def printed(actor: Actor, row: Round, *targets: Target, **given: Any) -> bytes:
    """Slips for chosen targets, or for whoever `wanted` names; the PDF."""
    wanted = SlipsWanted(SlipGroup.CHOSEN, ids=tuple(one.pk for one in targets))
    fields: dict[str, Any] = {"wanted": wanted, "address": ADDRESS, **given}
    return print_slips(actor, round_id=row.pk, **fields).content


def token(actor: Actor, row: Round, target: Target, **given: Any) -> str:
    """The token of a new slip, read from its QR code as a phone reads it."""
    [link] = codes_of(printed(actor, row, target, **given))
    address, _, found = link.partition("/p/#")
    assert address == ADDRESS
    return found


def says(*members: Member, **given: Any) -> Declared:
    """What a household says; 张晓梅 alone where nobody is named."""
    return Declared(members=members or (Member("张晓梅"),), **given)


def sent(slip: str, said: Declared | None = None) -> Declaration:
    """A declaration that arrived."""
    return declare(slip, sending_id=uuid4(), said=said or says())


def seen(actor: Actor, row: Declaration) -> str:
    """What somebody has looked at who decides."""
    return beside_register(actor, row.pk)[1].seen
