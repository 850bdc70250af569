"""Commands about one's own wishes for duty; whether there is still time is asked when they come up."""

from collections.abc import Callable, Mapping
from typing import Any

from gridward.ground.rota.models import Wish
from gridward.ground.rota.services.wishing import change_wish, state_wish, withdraw_wish
from gridward.kernel.access import Actor

Said = dict[str, Any]


def _state(actor: Actor, said: Said) -> Said:
    return _answer(state_wish(actor, **said))


def _change(actor: Actor, said: Said) -> Said:
    return _answer(change_wish(actor, **said))


def _withdraw(actor: Actor, said: Said) -> Said:
    return _answer(withdraw_wish(actor, wish_id=said["id"], version=said["version"]))


WISHES: Mapping[str, Callable[[Actor, Said], Said]] = {
    "wish.state": _state,
    "wish.change": _change,
    "wish.withdraw": _withdraw,
}


def _answer(row: Wish) -> Said:
    return {"id": str(row.pk), "version": row.version}
