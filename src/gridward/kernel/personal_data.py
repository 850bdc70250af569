"""Personal data in the kernel's own tables: none but who sent a command, who has read a thing."""

from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    NotPersonal,
    Personal,
    Purpose,
    Retention,
)

PERSONAL: Personal = {
    "kernel.Command": {
        "account_id": Declared(
            Purpose.ACCOUNTABILITY, Basis.EMPLOYMENT, Audience.NOBODY, Retention.A_MONTH
        )
    },
    "kernel.ReadMark": {
        "account_id": Declared(
            Purpose.ACCOUNTABILITY, Basis.EMPLOYMENT, Audience.NOBODY, Retention.A_MONTH
        )
    },
}
NOT_PERSONAL: NotPersonal = {
    "kernel.DataKey": {"number", "kind", "purpose", "suite", "master", "wrapped", "state"}
    | {"created_at", "retired_at"},
    "kernel.Command": {"id", "name", "digest", "answer", "created_at"},
    "kernel.ReadMark": {"id", "thing", "at"},
    "kernel.Epoch": {"number", "began_at", "reason", "data_of"},
    "kernel.EventRecord": {"id", "name", "payload", "occurred_at"},
}
"""Answers of commands hold ids alone, and so do events."""
