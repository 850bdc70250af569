"""The one page that says who listens to which event. News goes up: a listener stands above the part that announces."""


def subscribe_all() -> None:
    """Nothing listens yet: coverage, work orders and phones will."""
