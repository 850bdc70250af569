"""Reading the register: always for an actor, whose grids decide which rows there are."""
