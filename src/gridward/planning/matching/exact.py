"""Pairs that share a number: an identity number or a phone. Two hash joins, and what they settle at once."""

import duckdb

_DOCUMENTS = """
    CREATE TABLE document_pairs AS
    WITH known AS (
        SELECT id, document, count(*) OVER (PARTITION BY document) AS bearers
        FROM persons SEMI JOIN rows USING (document)
    )
    SELECT rows.id AS row, known.id AS person, known.bearers
    FROM rows JOIN known USING (document) WHERE known.bearers <= $crowd
"""
_PHONES = """
    CREATE TABLE phone_pairs AS
    WITH asked AS (SELECT DISTINCT id, unnest(phones) AS phone FROM rows),
    kept AS (SELECT id, unnest(list_concat(phones, former)) AS phone FROM persons),
    known AS (
        SELECT id, phone, count(*) OVER (PARTITION BY phone) AS bearers
        FROM kept SEMI JOIN asked USING (phone)
    )
    SELECT DISTINCT asked.id AS row, known.id AS person
    FROM asked JOIN known USING (phone) WHERE known.bearers <= $crowd
"""
_SETTLED = """
    CREATE TABLE settled AS
    SELECT rows.id
    FROM document_pairs AS pairs JOIN rows ON rows.id = pairs.row JOIN persons ON persons.id = pairs.person
    WHERE pairs.bearers = 1 AND rows.name = persons.name
"""


def find_exact(store: duckdb.DuckDBPyConnection, crowd: int) -> None:
    """Make `document_pairs` and `phone_pairs` (row, person), and `settled`: rows that need no other candidates.

    A number that more than `crowd` persons share (a placeholder, a switchboard) finds nobody.
    """
    store.execute(_DOCUMENTS, {"crowd": crowd})
    store.execute(_PHONES, {"crowd": crowd})
    store.execute(_SETTLED)
