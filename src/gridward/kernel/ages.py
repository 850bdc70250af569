"""Whole years between a birth and a day."""

from datetime import date


def age_on(born: date, day: date) -> int:
    """Whole years (民法: 周岁); who was born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
