"""Tables of service groups, notices and publicity."""

from gridward.work.notices.models.groups import GroupMember, OtherReach, ServiceGroup
from gridward.work.notices.models.materials import (
    Material,
    MaterialFile,
    MaterialGrid,
    MaterialHanded,
    MaterialShown,
)
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
    "Material",
    "MaterialFile",
    "MaterialGrid",
    "MaterialHanded",
    "MaterialShown",
    "Notice",
    "NoticeGrid",
    "NoticeReading",
    "OtherReach",
    "Receipt",
    "ServiceGroup",
]
