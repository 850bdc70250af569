"""Who passed the gates: each passage once, however often a phone sends it, for as many days as the rules say.

A *passage* (通行) is somebody who came to a gate, and what its keeper decided; who was turned back or held is one
too. It is made on the phone and comes in *batches*. Whom it was is kept as an *entry*: a keyed hash of number,
telephone or plate, which finds and does not tell. Passages lie in one partition a day; a day that is over goes whole.
*Tallies* count each gate's hours and stay longer: they name nobody. The last minutes tell how long a gate's *queue* is;
a *spell* of crowding opens one work order. Whoever searches says why, and each search is a line of the record.

Below: checkpoints, workorders, the register. Above: the list of whom gates watch for, which hears of `PassagesTaken`.
"""
