"""Tools without domain words: problems, texts, clock, ids, events, commands, encryption, masking, paging, the database.

Everything else may import the kernel; the kernel imports nothing of the house but itself.
"""
