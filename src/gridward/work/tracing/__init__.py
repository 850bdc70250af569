"""Cases and whom they met (clause H3); proposed by the engine, decided by the information officer.

A *case* is a resident, or somebody who is named, with the day of onset or of the sample. How many days are looked back
is what the rule books say on the day of determination; where they are silent a person states it with a reason. A *run*
gathers passages, shared doors, shifts and visits of these days under pseudonyms, asks the engine
(`gridward.planning.tracing`) and stores *contacts* with their *evidence*. Running again adds, and loses no decision.
Each contact is *decided* by a person; a close or secondary one proposes a measure, which begins nothing. A *trial*
("what if this person is positive") runs the same way and leaves no case and no contact.

Rows stand behind a wall of their own (`tracing.read`). Below: passages, rounds, the rota, measures, rule books, the
register. Engine and gathering run in the job worker alone (`services/running.py`, `services/trying.py`).
"""
