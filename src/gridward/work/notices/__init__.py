"""Service groups and notices: who of each household and unit is in a chat group of the grid, and what is told them.

A *group* (网格服务群, clause W7) is a chat group outside this program; here stands who is in it, dated, one row a
person. A household or an organisation is *reached* when somebody of it is in a group, and *reached otherwise* when it
is said how: by telephone, at the door, through the family. Coverage is counted from these rows and never typed.

A *notice* (通知) is for some grids, in a time. The service reads it at its desks; residents by a poster, by a text that
is pasted, and by what an *adapter* sends: the robot of a WeCom group, a gateway of SMS. By default both send nothing.
Each *delivery* is one receiver on one channel, once; a *receipt* is what a household or a unit said.

Below: work orders, the register, the service. Beside it and unknown to it: rounds.
"""
