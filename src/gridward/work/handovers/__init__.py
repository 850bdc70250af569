"""Handovers at gates (交接班, clause G2): from shift to shift, strict, so that nobody can skip one.

Whoever leaves *gives* and signs: counts, kit, keys, open matters. Whoever comes *takes*: confirms, or questions with a
word, and signs. The two *halves* are joined by one id, whichever reaches the server first; between two phones without a
signal the content goes as a QR code or as a short *code* that is typed. The first of a day takes a gate over from
nobody (*opening*), the last hands it to nobody (*closing*), each with a word. A *lack* (漏交接) is the end of a shift
without a confirmed handover, a gap or an overlap that nobody handed over: a work order at once, settled when there is
one.

Below: gates and their keepers, work orders, the register's territory, duty. Whoever counts passages says how many there
were (`queries.counting`); this part knows nothing of passages.
"""
