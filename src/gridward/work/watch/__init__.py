"""Whom gates watch for (重点核查), what happens when one comes, and residents whom the register misses (G6, R5).

An *entry* names a person by a number or as a resident of the register, for a time, on a source that is named; gates get
its keyed hashes alone and never why. Somebody with `watch.keep` sets it; the person may object, another decides, and
what is upheld ends at once. What a gate *calls* for (somebody watched for, a fever, a bad code) becomes a work order by
the ladder of the founding document. A *missing resident* says at a gate that they live here: the register knows them,
or the grid's worker is asked to add them.

Entries and calls stand behind a wall of their own: whoever does not hold `watch.keep` sees nowhere that somebody is
watched for. Below: passages, checkpoints, work orders, the register. Above: what gates are told (`exchange/gates`).
"""
