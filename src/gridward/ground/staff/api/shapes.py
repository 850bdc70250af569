"""Rows of the service as the wire shows them, shared by its doors."""

from typing import Any

from gridward.ground.staff.models import Appointment, GroupSeat, Member
from gridward.ground.staff.queries.chart import Chart, ChartUnit, Desk
from gridward.kernel.masking import mask_phone


def appointment_out(row: Appointment) -> dict[str, object]:
    """An appointment with the names of its member and unit."""
    unit = row.grid or row.street
    return {
        "id": row.pk,
        "member_id": row.member_id,
        "member_name": row.member.name,
        "post": row.post,
        "unit_name": unit.name,
        "unit_code": unit.code,
        "grid_id": row.grid_id,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "acting": row.acting,
    }


def masked_phone(member: Member) -> str:
    """The phone of a person of the service as anybody may see it."""
    return mask_phone(member.open_sealed("phone") or "")


def chart_out(chart: Chart) -> dict[str, Any]:
    """The chart of a day."""
    return {
        "day": chart.day,
        "street": chart.street.name,
        "group": [seat_out(one) for one in chart.seats],
        "posts": [_desk(one) for one in chart.desks],
        "communities": [
            {**_unit(one), "grids": [_unit(below) for below in one.grids]}
            for one in chart.communities
        ],
    }


def seat_out(row: GroupSeat) -> dict[str, Any]:
    """A seat in the leading group."""
    return {
        "id": row.pk,
        "member_id": row.member_id,
        "member_name": row.member.name,
        "organisation": row.member.organisation,
        "phone": masked_phone(row.member),
        "title": row.title,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _unit(one: ChartUnit) -> dict[str, Any]:
    return {
        "id": one.grid.pk,
        "code": one.grid.code,
        "name": one.grid.name,
        "posts": [_desk(desk) for desk in one.desks],
    }


def _desk(one: Desk) -> dict[str, Any]:
    return {"post": one.post, "holders": [_holder(row) for row in one.holders]}


def _holder(row: Appointment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "member_id": row.member_id,
        "member_name": row.member.name,
        "employer": row.member.employer,
        "organisation": row.member.organisation,
        "phone": masked_phone(row.member),
        "acting": row.acting,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
