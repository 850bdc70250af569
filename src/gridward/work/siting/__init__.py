"""Siting of checkpoints on the map: where a community or compound keeps its gates, which roads it closes, and what if.

A *study* (选址研究) is of a grid, by its boundary or a drawn one. It keeps the street's own *roads* (GeoJSON), how many
openings are wanted and what things cost. Buildings with their people, and gates that stand, are read from the register
and from `checkpoints` when it is worked out. Its *plans* (方案): one base plan, and what-ifs, each with its changes and
its difference from the base. The worker alone works them out (`jobs`): the optimiser is large. A plan is a
suggestion; what becomes of an opening is decided in the form of gates.

Below: checkpoints, the register, territory, `planning.siting`. Nothing is above.
"""
