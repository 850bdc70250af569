"""A door in the register's own words."""


def door_words(site: str, building: str, label: str) -> str:
    """Compound, building and the door inside it: 翠竹小区, 1栋 and 1单元101室 in one."""
    return f"{site}{building}{label}"
