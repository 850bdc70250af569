"""Pure rules of the response level: which level counts, what a decision may say, what a level changes."""
