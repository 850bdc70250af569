"""Tables of service groups and notices."""

from gridward.work.notices.models.groups import GroupMember, OtherReach, ServiceGroup
from gridward.work.notices.models.notices import (
    Delivery,
    Notice,
    NoticeGrid,
    NoticeReading,
    Receipt,
)

__all__ = [
    "Delivery",
    "GroupMember",
    "Notice",
    "NoticeGrid",
    "NoticeReading",
    "OtherReach",
    "Receipt",
    "ServiceGroup",
]
