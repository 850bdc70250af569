"""The residents' portal: what somebody who has no account does by a link that was left with them (clause R4).

A *slip* is a paper with a QR code for one household of a survey round, left where nobody opened. Its *token* is known
to the paper alone; the database keeps a keyed hash. Whoever holds the slip sends a *declaration* (自主申报): who lives
there, what they drive, who is away, what they need, and the round's own questions. Sent again before anybody looked, it
replaces the one before (*revision*). Somebody of the grid opens it beside what the register has, and *accepts* it,
which writes the register and records a visit (way: self), or *rejects* it with a reason. Nothing gets into the register
without a name. With the same slip a household *asks for a pass* (通行证申请), which somebody of the grid makes or
refuses.

A *link* is such a paper for whoever is under a measure: they tell temperature and needs until the measure ends.

The public doors have no actor: the database admits them by the token's hash to one target (`queries/admitting.py`), or
to one measure (`queries/linking.py`).

Below: measures, rounds, checkpoints, the register. Above: nothing but `config`.
"""
