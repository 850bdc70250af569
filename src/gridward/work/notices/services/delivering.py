"""One delivery, tried once: what is certain is kept before and after, and nothing is open while the network is asked.

SENDING is committed before anything leaves. A worker that dies in between leaves it so, and whoever finds it knows that
the message may have arrived: with an adapter whose other side knows our ids it is sent again under the same id, with
any other it is UNSURE until somebody decides. So it is shown at most once.
"""

from uuid import UUID

from django.db.models import F

from gridward.ground.register.models import Organisation, ResidentPhone
from gridward.ground.staff.access import operator
from gridward.kernel import clock
from gridward.kernel.rows import acting
from gridward.kernel.texts import say
from gridward.work.notices.models import Delivery, Notice
from gridward.work.notices.services.sending import Sender, sender_of
from gridward.work.notices.terms import Channel, DeliveryState, Message, SendOutcome, Sent

MOST_TRIES = 6
_STATES = {
    SendOutcome.SENT: DeliveryState.SENT,
    SendOutcome.REFUSED: DeliveryState.REFUSED,
    SendOutcome.UNSURE: DeliveryState.UNSURE,
    SendOutcome.OFF: DeliveryState.OFF,
}


def deliver(delivery_id: UUID, sender: Sender | None = None) -> DeliveryState:
    """Try a delivery; WAITING is answered where it is to be tried again. `sender` is the channel's by the settings.

    Opens transactions of its own: not to be called within one.
    """
    begun = _begin(delivery_id, sender)
    if isinstance(begun, DeliveryState):
        return begun
    adapter, to, message = begun
    return _end(delivery_id, adapter.send(to, message))


def _begin(delivery_id: UUID, sender: Sender | None) -> DeliveryState | tuple[Sender, str, Message]:
    with acting(operator("notices")):
        rows = Delivery.objects.select_related("notice", "group").select_for_update(of=("self",))
        row = rows.get(pk=delivery_id)
        adapter = sender or sender_of(Channel(row.channel))
        state = DeliveryState(row.state)
        if state is DeliveryState.SENDING and not adapter.knows_ids:
            return _keep(row, Sent(SendOutcome.UNSURE))
        if state not in (DeliveryState.WAITING, DeliveryState.SENDING):
            return state
        to = _address(row)
        if to is None or not _holds(row.notice):
            return _keep(
                row,
                Sent(
                    SendOutcome.REFUSED, say("notice.no_address" if to is None else "notice.over")
                ),
            )
        row.state, row.tries = DeliveryState.SENDING, row.tries + 1
        row.save()
        return adapter, to, Message(row.pk, text_of(row.notice))


def _end(delivery_id: UUID, sent: Sent) -> DeliveryState:
    with acting(operator("notices")):
        row = Delivery.objects.select_for_update().get(pk=delivery_id)
        return _keep(row, sent)


def _keep(row: Delivery, sent: Sent) -> DeliveryState:
    again = DeliveryState.WAITING if row.tries < MOST_TRIES else DeliveryState.FAILED
    row.state = _STATES.get(sent.outcome, again)
    row.answer = sent.answer
    if row.state == DeliveryState.SENT:
        row.sent_at = clock.now()
    row.version += 1
    row.save()
    return DeliveryState(row.state)


def _holds(notice: Notice) -> bool:
    return notice.withdrawn_at is None and notice.ends_at > clock.now()


def _address(row: Delivery) -> str | None:
    """The robot's key, or a number: of a household the first that was entered of whoever lives there."""
    if row.group is not None:
        return row.group.open_sealed("robot")
    if row.organisation_id is not None:
        unit = Organisation.objects.get(pk=row.organisation_id)
        return _dialled(unit.open_sealed("phone"))
    phones = ResidentPhone.objects.filter(
        resident__household=row.household_id, resident__left_on=None, phone__isnull=False
    ).order_by(F("resident__created_at"), "created_at", "id")
    first = phones.first()
    return _dialled(first.open_sealed("phone")) if first else None


def _dialled(stored: str | None) -> str | None:
    """E.164 without an extension."""
    return stored.partition("转")[0] if stored else None


def text_of(notice: Notice) -> str:
    """What a robot or a message says: title and text, English below where there is some."""
    parts = [f"【{notice.title}】", notice.text]
    if notice.text_en:
        parts += ["", notice.title_en, notice.text_en]
    if notice.asks_receipt:
        parts += ["", say("notice.please_answer")]
    return "\n".join(parts)
