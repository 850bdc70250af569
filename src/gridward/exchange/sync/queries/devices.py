"""Phones that an actor may know of."""

from django.db.models import Q, QuerySet

from gridward.exchange.sync.models import Device
from gridward.kernel.access import Actor, Permission


def devices_visible_to(actor: Actor) -> QuerySet[Device]:
    """One's own phones; those of the street for who keeps its accounts."""
    ours = Q(account_id=actor.account_id)
    if not actor.may(Permission.ACCOUNT_CHANGE):
        return Device.objects.filter(ours)
    if actor.member_id is None:
        return Device.objects.all()
    return Device.objects.filter(ours | Q(street_id=actor.street_id))
