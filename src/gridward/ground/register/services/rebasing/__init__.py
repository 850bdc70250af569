"""A change that began at an older version: what of it is still to be written, what two people must agree on (R1).

The version that the writer read tells the state from which they began; history keeps it. Phones, plates, contacts and
the situation stand in tables of their own: the act that changed them left word of what they were before. `merged` holds
what is the same for every kind of row.
"""
