"""What the phone at a gate is told: its copy of passes, rules, keys and of whom is watched for.

A gate decides on the phone and without a network, so its phone keeps every pass of the street. Who stands at a gate
reads no rows of other grids; what a gate needs of a pass is therefore kept beside it, with no name, number or address:
*gate passes*, written by triggers in the transaction of each change, with the *entries* of the holder (keyed hashes)
and a masked name, which the server puts in as soon as it may read the holder. A phone reads them behind a *cursor*,
up to the oldest transaction that still runs (`kernel/feeding.py`).

Below: checkpoints, passages, watch. Above: nothing but `config`.
"""
