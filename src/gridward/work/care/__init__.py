"""Help that households agreed to (帮扶关爱): who needs it, how they are kept in touch with, and that it is done (H6).

A *plan* is a voluntary flag of a resident or of a whole household: a kind of need, the *consent* to it, and how often
somebody calls or visits. A *contact* is one call or visit with its outcome. A contact that is not made in time opens a
confined work order, which rises to the first chief. What is over is deleted; a *tally* keeps an unnamed count.

Rows stand behind a wall of their own: whoever does not hold `care.keep` at a grid sees nowhere that a household has a
plan. Below: work orders, the register. Above: duties, which ask what is due.
"""
