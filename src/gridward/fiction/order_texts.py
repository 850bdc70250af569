"""What people of the fictional street say with work orders, by kind."""

from typing import Any

from gridward.work.workorders.terms import OrderMove

ANSWERS: dict[str, dict[str, Any]] = {
    "violation": {"what": "楼道内聚集打牌", "dissuaded": "ignored"},
    "resident_need": {"need": "food"},
    "gate_emergency": {"what": "crowd"},
    "facility_broken": {"facility": "围挡", "danger": True},
    "organisation_duty": {"duty": "进门测温", "notice": "当日口头告知，三日内配齐测温设备"},
    "fever": {"place_found": "home"},
    "medical_need": {"need": "medicine"},
    "person_lead": {"origin": "self_found"},
    "disinfection": {"area": "单元门厅和电梯"},
}
TEXTS = {
    "violation": "三楼有人聚集打牌，劝了一次没有散。",
    "resident_need": "老人独自在家，家里的菜和米不多了。",
    "gate_emergency": "下班时段排队较长，有人争执。",
    "facility_broken": "东侧围挡倒了一段，有人从缺口进出。",
    "organisation_duty": "店里没有人测温，登记本空着。",
    "fever": "住户来电说 38.2 度，有咳嗽。",
    "medical_need": "高血压药还剩两天的量。",
    "person_lead": "邻居反映昨晚有外地返回人员入住。",
    "disinfection": "邻近单元有消杀需要，请安排。",
}
PLACES = (
    "东门",
    "3栋2单元",
    "6栋楼下",
    "临街商铺",
    "南侧小门",
    "1栋1单元",
    "快递架旁",
    "地下车库入口",
)
DONE: dict[OrderMove, str] = {
    OrderMove.HANDLE: "已到场处置，情况稳定。",
    OrderMove.VERIFY: "电话回访，属实。",
    OrderMove.REJECT: "已由物业当场解决，不再派单。",
    OrderMove.REOPEN: "现场还没有恢复，请再去一次。",
    OrderMove.ASK: "材料明天才到，申请延后。",
}
