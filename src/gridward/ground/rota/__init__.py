"""Duty (值班): shifts, who is on duty where, swaps agreed by both and a chief, hours and rest (G1, G2, O4).

A *duty place* (值守点) is where somebody is on duty: a gate, a desk, a point. A *shift* (班次) says who has which
duty there, from when to when; without a member it is vacant. What a place *demands* is a weekly pattern with dated
versions; *gaps* and *overlaps* are what the shifts lack or have too much of it. A member who is *out* has no shifts
meanwhile; why is not asked and not kept. A *swap* (换班) is agreed by both and approved by a chief, with a timeline
that nobody changes.

Hours and rest are watched by dated figures: they warn and never refuse. Below: the service and the territory. Above:
gates, which hear `ShiftsChanged` and hand over from shift to shift.
"""
