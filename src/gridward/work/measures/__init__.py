"""Measures on persons (clauses H2, L7, L12): isolation, monitoring, a hold on the scene, a transfer; decided by people.

A *measure* is of a resident, or of somebody who is not registered. It is *proposed* with evidence and the rule of the
day, *decided* by a named person, and where it restricts *confirmed* by a second one; only then it is in force. What the
rule books gave is kept as it stood. *Phases* have their days and tests; a *reading* is a temperature with symptoms, a
*sample* a test with its result, a *call* what somebody is needed for: a fever, a positive result, a missed day, a need.
A *transfer* makes another grid responsible once it has accepted. An *appeal* has a clock and a decider who
took no part.

Rows stand behind a wall of their own (`measure.see`). Nothing is begun where no response above ordinary is in force.
Below: work orders, rule books, the response level, the register, the keys of passes. Above:
screening and tracing, which propose.
"""
