"""The Chinese words of a file of scans, as the gate's screen says them: headers, and what stands below them."""

from typing import Final

HEADERS: Final = {
    "时间": "at",
    "方向": "direction",
    "对象": "subject",
    "通行证": "pass",
    "通行证状态": "pass_state",
    "卡口": "gate",
    "登记情况": "standing",
    "体温": "temperature",
    "健康码": "health",
    "行程卡": "itinerary",
    "核酸检测": "test",
    "核酸时间": "test_at",
    "疫苗接种": "vaccination",
    "没有手机": "no_phone",
    "紧急情况": "emergency",
}
_RESULTS: Final = {
    "绿码": "green",
    "黄码": "yellow",
    "红码": "red",
    "带星号": "starred",
    "看不清": "unclear",
    "阴性": "negative",
    "待出结果": "pending",
    "需复测": "retest",
    "阳性": "positive",
    "已全程接种": "done",
    "未全程接种": "partly",
    "未接种": "none",
}
WORDS: Final = {
    "direction": {"进": "in", "出": "out"},
    "subject": {
        "居民": "resident",
        "来访者": "visitor",
        "工作人员": "helper",
        "配送人员": "delivery",
        "车辆": "vehicle",
        "身份不明": "unknown",
    },
    "standing": {"没有特别情况": "free", "目前应居家": "stays_home", "到卡口须核查": "watched"},
    "pass_state": {
        "有效": "valid",
        "尚未生效": "not_yet",
        "已过期": "expired",
        "已作废": "revoked",
        "已补打": "replaced",
        "其他卡口": "other_gate",
        "已使用": "used",
        "无法识别": "forged",
    },
    **dict.fromkeys(("health", "itinerary", "test", "vaccination"), _RESULTS),
}
"""By column: a word of people, and the word of the program."""
YES: Final = frozenset({"1", "是", "有", "yes", "true"})
NO: Final = frozenset({"", "0", "否", "无", "no", "false"})
