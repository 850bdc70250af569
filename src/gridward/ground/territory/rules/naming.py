"""What is called as something else already is where it goes."""


def coming_from(name: str, grid_code: str, longest: int) -> str:
    """The name with the last digits of the grid from which it comes, no longer than `longest`."""
    was_at = f"（{grid_code[-6:]}）"
    return name[: longest - len(was_at)] + was_at
