"""Staff: people of the service, the posts they hold and since when, sign-in, and what each post may do.

A *member* is a person of the service; an *account* is a sign-in; an *appointment* gives a member a *post* at a unit
of territory from a day to a day, fully or as acting deputy. `roles` says which post carries which permission at
which level; `access.actor_of` turns an account into the actor that every read and write is done for.
Clauses P1, P2, P6. Below: territory, audit. Above: register.
"""
