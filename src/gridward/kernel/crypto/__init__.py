"""Encryption from the first row: sealed columns, keyed indexes, keys and their rotation.

A *sealed* column holds AES-256-GCM (or SM4-GCM) text bound to its table, column and row: moved to another row it
does not open. Each *purpose* (identity, contact, ...) has its own data keys; data keys are stored wrapped by a
*master key* that lives in a file outside the database. A sealed value is found by a *keyed index*, an HMAC whose
key is wrapped in the same way. Whoever has the database alone has nothing; whoever has the file alone has nothing.
"""
