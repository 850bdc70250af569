"""Phones that work without a signal: what comes down to them, what goes up from them.

A *device* is one phone of one account. It keeps copies of the *documents* of the grids it was told to keep: households,
organisations, buildings with their doors. *Pull* answers what has changed there since the device's *cursor*, a place
in the feed of the grid (`kernel/feeding.py`); *push* takes *commands*, each with an id that the phone made, carries
each out once and in order, and answers each on its own, so that one that is refused holds up no other.

The phone forgets a grid that its owner has no post at any more, and starts over when the *epoch* of the database has
risen (restored from a backup). A device that was revoked is told to wipe itself.

Below: the register and the territory, which it reads and whose services it calls. Above: nothing but `config`.
"""
