"""Pure rules of duties: the list, and when something is late."""
