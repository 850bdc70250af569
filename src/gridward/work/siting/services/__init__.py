"""Writes of siting: studies, their roads, what is tried, and the work of the job."""
