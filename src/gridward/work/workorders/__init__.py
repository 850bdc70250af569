"""Work orders (工单): whatever somebody must do by a time, from the report to the close (clauses W3-W5, W9, P8).

One engine for all. A *kind* is dated data (`kinds/*.toml`): who may open it, who handles it first, the *ladder* of
posts above, the *clocks*, who verifies (never the handler). An order keeps the version of its kind under which it was
opened. It goes by *moves*, which stay as they were made: what the order is now can be told from them again. It lies on
the *desks* of those whose move is awaited, posts at a unit or one member. When a clock passes in silence it goes one
*rung* of the ladder higher.

Below: the register and the service, whose people and posts orders name. Above: rounds, patrols.
"""
