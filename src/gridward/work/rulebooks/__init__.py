"""Rule books: what holds for a category of person, for how many days, since when, by which paper (clauses H2, H4).

Books of the country are dated data beside the program (`dated/books`). A street puts its own over them: each is a row
of versions, written by one person, reviewed and accepted by another, in force by its dates, withdrawn by two persons
again. An accepted version never changes; a correction is a new version. What nobody compared with the paper is said so;
a reviewer marks figures as compared.

Whoever asks what holds asks `queries/books.py`. When a street's books change, `RulesChanged` is announced, and whoever
keeps days derived from rules proposes new ones by `rules/changing.py`: nothing changes by itself.

Neighbours: over territory, service and work orders; below measures, screening and tracing, which all ask it.
"""
