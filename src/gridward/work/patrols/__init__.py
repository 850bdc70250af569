"""Patrols and the papers of a day: what was walked, the work log (Annex 2), the daily sheet, patrols drawn at random.

A *patrol* (巡查) has stops, at *points* set for a grid, and *findings* of a closed list of categories. A *work log*
(网格工作日志, clause W1) is proposed from what was recorded in its time, signed, countersigned, and never changed: a
correction is a later version beside it. A *daily sheet* (每日工作信息摸排表, W2) is computed from the records, each
figure with the rows under it; confirming keeps it as it is then. A *draw* (W10) gives a police officer times and
points by lot: bound beforehand to a seed that nobody sees, checked afterwards by anybody.

No trail of positions is kept: a stop is a place and a time that somebody noted.

Below: rounds, whose visits the papers tell of; the register; the record of acts. Above: sync, which brings from phones
what is recorded, signed and confirmed there.
"""
