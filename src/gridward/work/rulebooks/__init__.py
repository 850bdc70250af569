"""Rule books: what holds for a category of person, for how many days, since when, by which paper (clauses H2, H4)."""
