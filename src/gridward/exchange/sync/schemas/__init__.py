"""Shapes of sync: the commands of a phone, what it asks and gets, phones themselves."""
