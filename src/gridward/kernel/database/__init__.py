"""The one database, PostgreSQL: ours from the wheel, started in GRIDWARD_HOME, or the one
GRIDWARD_DATABASE_URL names.

Words: a *home* is the folder of one installation; its *cluster* is the folder of the embedded
server's data and logs; an *account* is the unprivileged user of the system the server runs as when
we are root; a *user* of the database is any process inside `database_in_use()`; the last one out
stops the embedded server.

Ways in: `connection_parameters` (settings), `database_in_use` (commands), `DatabaseKeeper`
(`gridward serve`), `replica.reading` (reports). Nothing here but `replica` imports Django. Of the
wheel only the programs are used, never its Python code (it trusts everybody).
"""
