"""Risk areas of the demo: two lists of invented places, as the information officer takes them."""

from datetime import date, timedelta

from django.db import transaction

from gridward.ground.staff.access import actor_named
from gridward.kernel.ids import new_id
from gridward.kernel.rows import tell_database
from gridward.work.riskareas.models import RiskNotice
from gridward.work.riskareas.services.taking import take_notice
from gridward.work.riskareas.terms import RiskNoticeSaid

PUBLISHER = "演练指挥部（虚构）"
FIRST = """高风险地区（2个）：
虚构省甲市（2个）：乙区青山街道松柏小区，丙县丁镇。
中风险地区（3个）：
虚构省甲市（2个）：乙区青山街道银杏花园3、5号楼，乙区白云街道河边社区。
虚构省戊市（1个）：己区。"""
SECOND = """高风险地区（1个）：
虚构省甲市（1个）：乙区青山街道松柏小区。
中风险地区（3个）：
虚构省甲市（3个）：乙区青山街道银杏花园3、5号楼，丙县丁镇，庚区星河公寓。"""


@transaction.atomic
def list_risk_areas(today: date) -> None:
    """The list of a week ago and the one of yesterday; once."""
    if RiskNotice.objects.exists():
        return
    officer = actor_named("xinxi")
    tell_database(officer)
    for days, text in ((7, FIRST), (1, SECOND)):
        day = today - timedelta(days=days)
        title = f"{day.month}月{day.day}日中高风险地区名单（演练，虚构）"
        said = RiskNoticeSaid(new_id(), PUBLISHER, title, day, text, whole=True)
        take_notice(officer, said=said)
