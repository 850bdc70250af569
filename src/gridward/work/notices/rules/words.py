"""Days as papers write them."""

from datetime import date


def in_words(day: date) -> str:
    """2022年4月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
