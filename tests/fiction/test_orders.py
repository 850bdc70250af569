"""Work orders of the fictional street."""

import time
from datetime import datetime

import pytest
import time_machine

from gridward.fiction.loading import load_street
from gridward.fiction.orders import COUNT, report_orders
from gridward.kernel import clock
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.told import replayed

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=clock.LOCAL)


@pytest.mark.django_db
def test_orders_of_many_kinds_lie_everywhere_between_opened_and_rated() -> None:
    with time_machine.travel(NOW, tick=False):
        load_street(1_500, 1, NOW.date(), lambda *_: None)
        begun = time.process_time()
        assert report_orders(1, clock.now()) == COUNT == Order.objects.count()
        assert time.process_time() - begun < 20
    states = set(Order.objects.values_list("state", flat=True))
    assert {"reported", "dispatched", "acknowledged", "closed", "rated"} <= states
    assert Order.objects.values("kind__code").distinct().count() >= 9
    assert Order.objects.values("grid").distinct().count() >= 5
    assert Order.objects.filter(late_after__lt=NOW).exists()
    assert Order.objects.filter(rung__gt=0).exists()
    assert not Order.objects.filter(next_due__lte=NOW).exists()
    for order in Order.objects.all():
        assert replayed(order) == order.facts()
