"""What a message may become: a receipt, a visit's outcome, a work order with the answers that its words give."""

import re

from gridward.work.notices.terms import ChatClaim, ChatOrder, ChatReading, ChatRecord

_VISITS = {
    ChatClaim.MET,
    ChatClaim.NO_ANSWER,
    ChatClaim.REFUSED,
    ChatClaim.AWAY,
    ChatClaim.MOVED_OUT,
    ChatClaim.EMPTY,
}
_RECEIPTS = {ChatClaim.RECEIVED, ChatClaim.TESTED}
_KINDS = {
    ChatClaim.FEVER: "fever",
    ChatClaim.MEDICAL: "medical_need",
    ChatClaim.NEED: "resident_need",
    ChatClaim.BROKEN: "facility_broken",
}
_MEDICAL = (
    ("dialysis", "透析"),
    ("birth", "要生|孕"),
    ("medicine", "药|胰岛素"),
    ("care", "医院|就医|急救"),
)
_NEEDS = (
    ("food", "菜|米|粮|奶粉|物资|吃的|水果|尿不湿"),
    ("pass", "通行证"),
    ("repair", "下水|马桶|水管"),
)


def record_of(claim: ChatClaim | None) -> ChatRecord | None:
    """Which record a claim is first proposed as; None where nothing was understood."""
    if claim in _RECEIPTS:
        return ChatRecord.RECEIPT
    if claim in _VISITS:
        return ChatRecord.VISIT
    return ChatRecord.ORDER if claim in _KINDS else None


def order_of(reading: ChatReading) -> ChatOrder | None:
    """The work order of a message, None where it asks for none."""
    if reading.claim is None or reading.claim not in _KINDS:
        return None
    return ChatOrder(_KINDS[reading.claim], _answers(reading.claim, reading.line))


def _answers(claim: ChatClaim, line: str) -> dict[str, str]:
    if claim is ChatClaim.FEVER:
        return {"place_found": "home"}
    if claim is ChatClaim.BROKEN:
        return {"facility": line[:60]}
    words = _MEDICAL if claim is ChatClaim.MEDICAL else _NEEDS
    return {"need": next((code for code, said in words if re.search(said, line)), "other")}
