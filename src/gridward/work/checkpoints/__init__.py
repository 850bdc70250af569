"""Gates: who passes, by which rules, on whose decision. The part to read first.

A *checkpoint* (卡口) stands in a grid, guards the *sides* (grids) behind it and has *lanes*. Somebody passes with a
*pass* (通行证), a signed code that names nobody, or without one. The phone at the gate *judges* at once, from its own
copy: `rules.judging.judge_passage` says pass, ask or hold, with a closed list of reasons; a person decides, and the
*passage* is kept, refusals too. The *rules of the gate* (which codes, how old, for whom) are dated data; a measure on a
person reaches the gate only as the person's *standing*, never as its reason. An emergency passes without condition.

Below: workorders, the register, staff, territory, the record of acts. Above: sync, which brings passages from phones.
"""
