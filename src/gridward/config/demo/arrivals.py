"""Arrivals of the demo: invented people who came to the community that stands at alert."""

from datetime import date, timedelta

from django.db import transaction

from gridward.ground.register.models import Resident
from gridward.ground.staff.access import actor_named
from gridward.kernel.access import Permission
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.arrivals.models import Arrival
from gridward.work.arrivals.services.deciding import decide_none
from gridward.work.arrivals.services.recording import record_arrival
from gridward.work.arrivals.terms import ArrivalSaid, CameBy, ToldBy
from gridward.work.riskareas.terms import Stay

DAY = timedelta(days=1)


@transaction.atomic
def tell_of_arrivals(today: date) -> None:
    """As the demo's information officer records them; once."""
    officer = actor_named("xinxi")
    tell_database(officer)
    grids = sorted(officer.grids(Permission.MEASURE_FOLLOW), key=str)
    people = list(Resident.objects.filter(grid_id__among=grids, left_on=None).order_by("id")[4:7])
    if Arrival.objects.exists() or len(people) < 3:
        return
    told = (
        (
            CameBy.TRAIN,
            ToldBy.SELF,
            Stay("虚构省甲市", "乙区", "青山街道松柏小区2栋", *_days(today)),
        ),
        (CameBy.CAR, ToldBy.WORKER, Stay("虚构省甲市", "丙县", "某酒店", *_days(today))),
        (CameBy.COACH, ToldBy.GATE, Stay("虚构省寅市", "卯区", "亲戚家", *_days(today))),
    )
    rows = [
        record_arrival(
            officer,
            said=ArrivalSaid(new_id(), today - DAY, way, by, [stay], resident_id=one.pk),
        )
        for one, (way, by, stay) in zip(people, told, strict=True)
    ]
    reason = "演练：已核实，未到过风险区（虚构）"
    decide_none(officer, arrival_id=rows[-1].pk, version=rows[-1].version, reason=reason)


def _days(today: date) -> tuple[date, date]:
    return today - 4 * DAY, today - DAY
