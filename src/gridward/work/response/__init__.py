"""The response level (响应等级, clause T3 平战融合): ordinary, alert, emergency, each switch a signed decision.

Ordinary times need no row: a street, a community grid or a base grid (a *unit*) stands at a higher level by a
*standing*, with a first day and a last day or a day of review. A *decision* declares, changes, prolongs or ends
standings; it names its legal basis from a dated list, is signed by a post with authority, and stays as it was signed.
Standings overlap: the higher level counts (`rules/levels.py`), and every answer says by which of them.

What a level turns on and off is dated data: cadences and modules in `dated/response.toml`, duties in the list of
`oversight/duties`, which contributes to the plan (`queries/plan.py`). A switch writes nothing but its own rows: nothing
recorded is lost by it, and what is open stays in sight.

Neighbours: below every part of work, so that all of them may ask `queries/levels.py`; over territory and service.
"""
