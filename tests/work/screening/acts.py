"""What people of these tests do with pushed lists; everybody is invented, numbers are of the unused area 360199."""

from collections.abc import Sequence
from typing import Any

from gridward.kernel.access import Actor
from gridward.work.screening.models import PushList, PushListRow
from gridward.work.screening.services.bringing import bring_list
from gridward.work.screening.services.taking import take_in
from gridward.work.screening.terms import ListSaid
from tests.kernel.sheets.samples import csv_bytes, xlsx_bytes
from tests.world import World

HEADER = ["序号", "姓名", "身份证号", "联系电话", "现住址", "核查结果"]
FAR = "南昌市红谷滩区某某街道某某社区9栋"


def said(world: World, grid: str = "a0", **given: Any) -> ListSaid:
    words: dict[str, Any] = {
        "sender": "区指挥部流调组",
        "kind": "risk_area",
        "purpose": "核实是否在辖区并落实措施",
        "basis": "西防指〔2026〕2号",
        "paper_no": "第15批",
        "grid_id": world.grids[grid].pk if grid else None,
    }
    return ListSaid(**{**words, **given})


def line(name: str, document: str = "", phone: str = "", address: str = "") -> list[str]:
    return ["", name, document, phone, address, ""]


def sheet(*lines: Sequence[str], header: Sequence[str] = HEADER, csv: bool = False) -> bytes:
    rows = [list(header), *([str(n), *one[1:]] for n, one in enumerate(lines, 1))]
    return csv_bytes(rows) if csv else xlsx_bytes([["需核查人员名单"], *rows])


def brought(
    world: World, actor: Actor, *lines: Sequence[str], name: str = "名单.xlsx", **given: Any
) -> PushList:
    content = sheet(*lines, csv=name.endswith(".csv"))
    return bring_list(actor, said=said(world, **given), file_name=name, content=content)


def taken(world: World, actor: Actor, *lines: Sequence[str], **given: Any) -> PushList:
    row = brought(world, actor, *lines, **given)
    take_in(actor, list_id=row.pk)
    row.refresh_from_db()
    return row


def states(pushed: PushList) -> list[str]:
    rows = PushListRow.objects.filter(pushed=pushed).order_by("sheet", "number", "member")
    return list(rows.values_list("state", flat=True))


def row(pushed: PushList, position: int = 0) -> PushListRow:
    rows = PushListRow.objects.filter(pushed=pushed).order_by("sheet", "number", "member")
    return rows[position]
