"""Words of chat messages by what they claim, as patterns. Written as people write them in the groups of grids."""

from gridward.work.notices.terms import ChatClaim

_DONE = "走访|入户|登记|核对|摸排"
_THINGS = "围挡|门禁|路障|门岗|测温枪|铁丝网|大门|警戒线"
_DEGREES = r"(?:3[789]|4\d)(?:[.．]\d)?度?"

WORDS: tuple[tuple[ChatClaim, tuple[str, ...]], ...] = (
    (ChatClaim.NOT_YET, (r"(?:还没有?|没有?|未|尚未)(?:做核酸|核酸|采样|测|收到|看到|做)",)),
    (ChatClaim.FEVER, ("发热", "发烧", "高烧", f"体温{_DEGREES}", f"烧到?{_DEGREES}")),
    (
        ChatClaim.MEDICAL,
        (
            *("透析", r"(?:缺|没|买|需要|要|急需)[^，,。]{0,6}药", "降压药", "胰岛素"),
            *("急救", "要生了", "要去医院", "需要就医"),
        ),
    ),
    (
        ChatClaim.NEED,
        (
            r"(?:缺|没有|没|需要|急需|断了)[^，,。]{0,4}(?:菜|米|粮|奶粉|物资|吃的|水果|尿不湿)",
            r"(?:下水道?|马桶|水管)(?:堵|漏)了?",
            *(r"(?:要|要办|办|办理)通行证", "需要帮忙"),
        ),
    ),
    (
        ChatClaim.BROKEN,
        (rf"(?:[东西南北]门)?(?:{_THINGS})[^，,。\s]{{0,4}}(?:坏|倒|破|损|断|没电)了?",),
    ),
    (ChatClaim.EMPTY, ("空户", "空房", "空置", "没(?:有)?人住", "无人居住", "没住人")),
    (ChatClaim.MOVED_OUT, (r"(?:已经?|都|全家)?(?:搬走|搬家|搬离)了?",)),
    (ChatClaim.AWAY, ("出差", "在外地", "去外地", "回老家", "外出", "在外省", "出国")),
    (ChatClaim.REFUSED, ("不开门", "拒绝(?:配合|登记|入户)?", "不配合", "不让进")),
    (
        ChatClaim.NO_ANSWER,
        (
            "敲门(?:没人|无人|没有人|不应)",
            "(?:家里)?(?:没有人|没人|无人)(?:在家|应答|应)?",
            *("不在家", "没应答"),
        ),
    ),
    (
        ChatClaim.TESTED,
        (
            "(?:都|全部|全)?(?:已经?)?(?:测了|测完|测过|已测)了?",
            "做了核酸|做完核酸了?|核酸(?:已做|做了|做完)了?",
            "已?采样(?:了|完成)?",
        ),
    ),
    (ChatClaim.MET, (f"已(?:{_DONE})完?", f"(?:{_DONE})(?:过|完|好)了?", "见到(?:本)?人了?")),
    (
        ChatClaim.RECEIVED,
        (
            *("收到(?:了|谢谢)?", "已阅", "已读", "知道了", "已知晓", "知悉"),
            *("看到了", "已看", "明白", "好的"),
        ),
    ),
)
"""What people write, the gravest first: of several claims in a message the first one holds."""
