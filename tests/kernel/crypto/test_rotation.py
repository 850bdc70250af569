"""Rotating keys seals stored values anew, in history too, and changes nothing that they say."""

from datetime import timedelta

import pytest
import time_machine

from gridward.ground.staff.models import Member
from gridward.kernel import clock
from gridward.kernel.crypto.rotation import KEEP_RETIRED, destroy_unneeded, reseal_all
from gridward.kernel.crypto.vault import Place, vault
from gridward.kernel.models import DataKey
from tests.world import World

PHONE = "+8613900000001"


@pytest.mark.django_db
def test_rows_and_their_history_are_sealed_anew(world: World) -> None:
    member = Member.objects.filter(account=world.account("chief")).get()
    member.set_sealed("phone", PHONE)
    member.save()
    Member.objects.filter(pk=member.pk).update(organisation="换了单位")
    before = bytes(member.phone)
    vault.rotate("contact")
    assert reseal_all() >= 2
    member.refresh_from_db()
    assert bytes(member.phone)[:5] != before[:5]
    assert member.open_sealed("phone") == PHONE
    past = Member.pgh_event_model.objects.filter(pgh_obj=member, phone__isnull=False).get()
    assert vault.open(bytes(past.phone), Place("staff_member", "phone", member.pk)) == PHONE


@pytest.mark.django_db
def test_retired_keys_are_destroyed_only_after_every_process_noticed(world: World) -> None:
    vault.index("phone", PHONE)
    vault.seal("contact", PHONE, Place("staff_member", "phone", world.account("chief").pk))
    vault.rotate("contact")
    reseal_all()
    assert destroy_unneeded() == 0
    with time_machine.travel(clock.now() + KEEP_RETIRED + timedelta(minutes=1)):
        assert destroy_unneeded() == 1
    assert DataKey.objects.get(state=DataKey.State.DESTROYED).wrapped == b""
