"""Messages as people write them in the groups, each with the reading that is expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.work.notices.rules.chat import reading, readings
from gridward.work.notices.rules.chat_records import order_of, record_of
from gridward.work.notices.terms import ChatClaim as C
from gridward.work.notices.terms import ChatOrder, ChatRecord

Case = tuple[str, C | None, tuple[str, ...], int | None]
MESSAGES: list[Case] = [
    # what was received
    ("3-2-501 收到", C.RECEIVED, ("3-2-501",), None),
    ("3栋2单元501室收到，谢谢", C.RECEIVED, ("3栋2单元501室",), None),
    ("收到", C.RECEIVED, (), None),
    ("好的", C.RECEIVED, (), None),
    ("501已阅", C.RECEIVED, ("501",), None),
    ("1-1-101知道了", C.RECEIVED, ("1-1-101",), None),
    ("@网格员小王 2栋301 收到", C.RECEIVED, ("2栋301",), None),
    ("张阿姨：1栋2单元201收到了", C.RECEIVED, ("1栋2单元201",), None),
    ("2单元全部收到", C.RECEIVED, ("2单元",), None),
    ("翠竹小区1栋2单元101 已知晓", C.RECEIVED, ("翠竹小区1栋2单元101",), None),
    ("3#502收到", C.RECEIVED, ("3#502",), None),
    ("五栋一单元302看到了", C.RECEIVED, ("五栋一单元302",), None),
    # tests
    ("3号楼2单元 5户 已测", C.TESTED, ("3号楼2单元",), 5),
    ("3号楼2单元5户已测", C.TESTED, ("3号楼2单元",), 5),
    ("1栋共12户测完了", C.TESTED, ("1栋",), 12),
    ("2栋1单元六户都已测", C.TESTED, ("2栋1单元",), 6),
    ("301、302、401 已测", C.TESTED, ("301", "302", "401"), None),
    ("1栋2单元301、302已采样", C.TESTED, ("1栋2单元301", "1栋2单元302"), None),
    ("1-1-101 核酸已做", C.TESTED, ("1-1-101",), None),
    ("3号楼整栋都测了", C.TESTED, ("3号楼",), None),
    ("08:30 2栋2单元 3户 已测", C.TESTED, ("2栋2单元",), 3),
    ("402做完核酸了", C.TESTED, ("402",), None),
    # not yet: no claim
    ("301还没测", None, ("301",), None),
    ("3栋502没收到", None, ("3栋502",), None),
    ("1-2-302 未做核酸", None, ("1-2-302",), None),
    ("2单元还没有采样", None, ("2单元",), None),
    # visits
    ("1栋1单元101没人", C.NO_ANSWER, ("1栋1单元101",), None),
    ("201 敲门没人", C.NO_ANSWER, ("201",), None),
    ("301不在家", C.NO_ANSWER, ("301",), None),
    ("3-1-402家里没人应", C.NO_ANSWER, ("3-1-402",), None),
    ("501 不开门", C.REFUSED, ("501",), None),
    ("2栋302拒绝登记", C.REFUSED, ("2栋302",), None),
    ("1-1-201 不配合", C.REFUSED, ("1-1-201",), None),
    ("402户出差", C.AWAY, ("402户",), None),
    ("1栋2单元502 回老家了", C.AWAY, ("1栋2单元502",), None),
    ("601全家在外地", C.AWAY, ("601",), None),
    ("302已搬走", C.MOVED_OUT, ("302",), None),
    ("3栋401搬家了", C.MOVED_OUT, ("3栋401",), None),
    ("202空户", C.EMPTY, ("202",), None),
    ("1-2-602没人住", C.EMPTY, ("1-2-602",), None),
    ("5栋101 空房", C.EMPTY, ("5栋101",), None),
    ("101已走访", C.MET, ("101",), None),
    ("2单元6户已登记", C.MET, ("2单元",), 6),
    ("1栋302 核对完了", C.MET, ("1栋302",), None),
    ("3号楼1单元入户完了", C.MET, ("3号楼1单元",), None),
    # what becomes a work order
    ("301 发热已报", C.FEVER, ("301",), None),
    ("3-2-501 孩子发烧", C.FEVER, ("3-2-501",), None),
    ("1栋201体温38.5度", C.FEVER, ("1栋201",), None),
    ("402老人缺降压药", C.MEDICAL, ("402",), None),
    ("2-1-301 明天要透析", C.MEDICAL, ("2-1-301",), None),
    ("501急需买药", C.MEDICAL, ("501",), None),
    ("1栋101没菜了", C.NEED, ("1栋101",), None),
    ("302需要奶粉", C.NEED, ("302",), None),
    ("2栋502下水道堵了", C.NEED, ("2栋502",), None),
    ("201要办通行证", C.NEED, ("201",), None),
    ("东门围挡倒了", C.BROKEN, (), None),
    ("3号楼门禁坏了", C.BROKEN, ("3号楼",), None),
    ("测温枪没电", C.BROKEN, (), None),
    # of several the gravest
    ("301收到，家里有人发烧", C.FEVER, ("301",), None),
    # nothing that could be recorded
    ("大家辛苦了", None, (), None),
    ("几点开始？", None, (), None),
    ("[图片]", None, (), None),
    ("13800138000", None, (), None),
]


@pytest.mark.parametrize(("line", "claim", "places", "households"), MESSAGES)
def test_a_message_is_read(
    line: str, claim: C | None, places: tuple[str, ...], households: int | None
) -> None:
    told = reading(line)
    assert (told.claim, told.places, told.households) == (claim, places, households)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("3-2-501 收到", ""),
        ("301 发热已报", ""),
        ("501 收到 儿子下周结婚", "儿子下周结婚"),
        ("大家辛苦了", "大家"),
        ("几点开始？", "几点开始"),
    ],
)
def test_what_was_not_understood_is_told(line: str, rest: str) -> None:
    assert reading(line).rest == rest


def test_whole_staircases_are_said() -> None:
    assert reading("2单元全部收到").whole
    assert not reading("2单元 5户 收到").whole


def test_a_pasted_piece_is_read_line_by_line() -> None:
    told = readings("301收到\n\n302没人；303已测")
    assert [(one.places, one.claim) for one in told] == [
        (("301",), C.RECEIVED),
        (("302",), C.NO_ANSWER),
        (("303",), C.TESTED),
    ]


@pytest.mark.parametrize(
    ("claim", "record"),
    [
        (C.RECEIVED, ChatRecord.RECEIPT),
        (C.TESTED, ChatRecord.RECEIPT),
        (C.NO_ANSWER, ChatRecord.VISIT),
        (C.FEVER, ChatRecord.ORDER),
        (None, None),
    ],
)
def test_what_a_claim_may_become(claim: C | None, record: ChatRecord | None) -> None:
    assert record_of(claim) is record


@pytest.mark.parametrize(
    ("line", "kind", "answers"),
    [
        ("301 发热已报", "fever", {"place_found": "home"}),
        ("402老人缺降压药", "medical_need", {"need": "medicine"}),
        ("2-1-301 明天要透析", "medical_need", {"need": "dialysis"}),
        ("1栋101没菜了", "resident_need", {"need": "food"}),
        ("201要办通行证", "resident_need", {"need": "pass"}),
        ("2栋502下水道堵了", "resident_need", {"need": "repair"}),
        ("东门围挡倒了", "facility_broken", {"facility": "东门围挡倒了"}),
    ],
)
def test_the_order_that_a_message_asks_for(line: str, kind: str, answers: dict[str, str]) -> None:
    assert order_of(reading(line)) == ChatOrder(kind, answers)
    assert order_of(reading("301收到")) is None


@given(st.text(max_size=120))
def test_any_text_is_read_and_its_places_stand_in_it(text: str) -> None:
    told = reading(text)
    assert told.households is None or told.households > 0
    assert told.claim is not C.NOT_YET
    for place in told.places:
        assert place[-3:] in text
