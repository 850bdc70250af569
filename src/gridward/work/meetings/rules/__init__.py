"""Pure rules of meetings: how they are held, who signs, what a bulletin says."""
