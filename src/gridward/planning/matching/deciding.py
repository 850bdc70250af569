"""When a row surely means a person. Clause H1: the sure go to a grid at once, so at most one in 1,000 may be wrong.

Three ways are sure, the first that holds is taken:

1. The identity number: one person alone has it, and the names agree; if they are only close or one is missing, birth
   year and sex must not contradict.
2. A phone and the name: one candidate alone has both. A former phone needs the birth year too; so does a name that
   only sounds alike, and then nobody may be near. A phone alone is never sure: families share phones.
3. The name exactly, and an address that is the same as far as it is told, down to the building at least; with the
   probability that is asked, also against all other candidates together; and nobody near.

Near is whoever else in the building has that name or its sound, and whoever of the household has a name one character
apart and is as old (twins), or of any age where the row tells no birth year. Birth year and sex never contradict in the
second and third way. Different identity numbers on
both sides bar every way, and so does a number that leads to somebody else. What is not sure is doubtful where its
probability is high enough or a number or a phone is shared.
"""

import duckdb

from gridward.planning.matching.terms import Thresholds

UNLIKELY = 1 / 128
"""Who is less likely than this is nobody's rival; who shares a number is looked at however unlikely."""

_FACTS = """
    CREATE TABLE facts AS
    SELECT *, score / greatest(1 - score, 1e-15) AS odds,
        coalesce(document_level = 'exact', false) AS same_number,
        document_level <> 'exact' IS TRUE AS other_number,
        coalesce(phone_level = 'exact', false) AS same_phone,
        coalesce(phone_level IN ('exact', 'former'), false) AS ever_same_phone,
        coalesce(name_level = 'exact', false) AS same_name,
        coalesce(name_level IN ('exact', 'sound_alike'), false) AS same_sound,
        coalesce(name_level IN ('exact', 'sound_alike', 'look_alike'), false) AS names_agree,
        coalesce(name_level IN ('same_surname', 'differs'), false) AS names_differ,
        coalesce(birth_year_level = 'exact', false) AS same_year,
        coalesce(birth_year_level = 'differs', false) OR coalesce(sex_level = 'differs', false) AS contradicted,
        coalesce(address_level IN ('same_household_address', 'same_door_number', 'same_unit', 'same_building'), false)
            AS same_address
    FROM told
    WHERE score >= $unlikely OR document_level = 'exact' OR phone_level IN ('exact', 'former')
"""
_WAYS = """
    CREATE TABLE ways AS
    WITH counted AS (
        SELECT *,
            count(*) FILTER (same_number) OVER (PARTITION BY row) AS with_number,
            count(*) FILTER (ever_same_phone AND same_sound) OVER (PARTITION BY row) AS with_phone,
            count(*) FILTER (ever_same_phone AND NOT names_differ) OVER (PARTITION BY row) AS near_phone,
            sum(odds) OVER (PARTITION BY row) - odds AS odds_of_others
        FROM facts
    )
    SELECT row, person,
        same_number AND with_number = 1 AND (names_agree OR NOT names_differ AND NOT contradicted) AS by_number,
        with_number = 0 AND NOT other_number AND NOT contradicted AS free,
        free AND with_phone = 1 AND ever_same_phone AND same_name AND (same_phone OR same_year) AS by_phone,
        free AND near_phone = 1 AND same_phone AND same_sound AND same_year AS by_phone_and_sound,
        free AND score >= $sure AND odds_of_others <= (1 - $sure) * odds AND same_name AND same_address AS by_address,
        birth_year_level IS NULL AS any_age
    FROM counted
"""
_RIVALLED = """
    CREATE TABLE rivalled AS
    SELECT one.id AS person,
        bool_or(other.sound = one.sound OR coalesce(abs(other.birth_year - one.birth_year) <= 1, true)) AS of_that_age
    FROM (SELECT DISTINCT person FROM ways WHERE by_address OR by_phone_and_sound) AS asked
        JOIN persons AS one ON one.id = asked.person JOIN persons AS other
            ON other.place = one.place AND other.building = one.building AND other.id <> one.id
    WHERE other.sound = one.sound OR other.room = one.room AND levenshtein(other.name, one.name) <= 1
    GROUP BY one.id
"""
_SURE = """
    CREATE TABLE sure AS
    WITH alone AS (
        SELECT ways.*, rivalled.person IS NULL OR NOT (of_that_age OR any_age) AS alone
        FROM ways LEFT JOIN rivalled USING (person)
    )
    SELECT row, arg_min(person, way) AS person FROM (
        SELECT row, person,
            CASE WHEN by_number THEN 1 WHEN by_phone THEN 2 WHEN by_phone_and_sound THEN 3 ELSE 4 END AS way
        FROM alone WHERE by_number OR by_phone OR (by_phone_and_sound OR by_address) AND alone
    ) GROUP BY row
"""
_SHOWN = """
    CREATE TABLE shown AS
    SELECT facts.row, keys.key AS person, score, reasons,
        row_number() OVER (PARTITION BY facts.row ORDER BY
            sure.person IS NOT NULL DESC, same_number DESC, score DESC, keys.key) AS place
    FROM facts JOIN persons AS keys ON keys.id = facts.person
        LEFT JOIN sure ON sure.row = facts.row AND sure.person = facts.person
    WHERE score >= $doubtful OR same_number OR same_phone OR sure.person IS NOT NULL
"""
_ANSWERS = """
    WITH listed AS (
        SELECT row, list({'person': person, 'score': score, 'reasons': reasons} ORDER BY place) AS candidates
        FROM shown WHERE place <= $candidates GROUP BY row
    )
    SELECT rows.key AS row,
        CASE WHEN sure.row IS NOT NULL THEN 'sure' WHEN listed.row IS NOT NULL THEN 'doubtful' ELSE 'none' END
            AS verdict,
        persons.key AS person,
        coalesce(candidates, []) AS candidates
    FROM rows LEFT JOIN listed ON listed.row = rows.id LEFT JOIN sure ON sure.row = rows.id
        LEFT JOIN persons ON persons.id = sure.person
    ORDER BY rows.id
"""


def decide(store: duckdb.DuckDBPyConnection, thresholds: Thresholds) -> duckdb.DuckDBPyRelation:
    """Answers from the table `told` (`explaining.told`): row, verdict, person, candidates, in the order of the rows."""
    store.execute(_FACTS, {"unlikely": UNLIKELY})
    store.execute(_WAYS, {"sure": thresholds.sure})
    store.execute(_RIVALLED)
    store.execute(_SURE)
    store.execute(_SHOWN, {"doubtful": thresholds.doubtful})
    return store.sql(_ANSWERS, params={"candidates": thresholds.candidates})
