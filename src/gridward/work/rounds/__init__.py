"""Survey rounds: who is to be asked what by when, and what came of each door (clause R4).

A *round* (摸排) names grids, kinds of *targets*, questions beyond the register, and a time. When it opens its targets
are frozen: every household and organisation that stands there then. Whoever is found later is added and marked (补登).
A *visit* ends in an *outcome*; a target is *settled* when no visit more is needed. What was answered before, and still
holds by the round's own figure, is *known*: it is shown first, and asking it again is counted as burden. A round that
repeats has *cycles*, each with its own outcomes. It cannot be closed while one target has none.

Below: the register, whose households and organisations are visited. Above: patrols, sync.
"""
