"""Lists pushed from above, verified and answered (H1, P1, P3, P4): 名单核查.

A *list* comes as its sender made it and keeps every row of it. Rows are *matched* with the register: who is surely
meant becomes a *task* of the grid's worker at once, an order of its own kind with the list's clock; who may be meant
goes to the *desk* with the candidates beside each other; who is not ours is answered so by a person, with a proposal
of where. One person on five lists is one open task: rows join it. An *outcome* of a task settles all its rows, and a
list is closed when none of its rows is open, which the database refuses otherwise. The answer goes back in the
sender's own file.

Lists stand behind a wall of their own (`screening.keep`), tasks behind that of those who verify (`screening.answer`).
Below: the response level without which no list is taken, work orders, the register and its reader of rosters.
"""
