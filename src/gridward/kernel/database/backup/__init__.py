"""Backup and restore: one sealed file that holds the whole database, made while people work.

Words: a *sealed file* is encrypted under a passphrase and says of itself what it is; a *backup* is a sealed file with
a *manifest* (what is in it, table by table) and a dump of PostgreSQL; a *key export* is a sealed file with the master
keys. The two are never one file (docs/decisions/0018-keys-and-dump-apart.md).

`sealed` is the container, `manifest` what a backup says of itself, `tools` finds PostgreSQL's programs, `making` and
`loading` do the work. Nothing here imports Django; who calls is `gridward.config.backups`.
"""
