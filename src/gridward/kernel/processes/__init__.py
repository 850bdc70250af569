"""Several processes under one command: started in order, restarted when they die, stopped.

Words: a *service* is anything the supervisor keeps running; a *child* is a service that is a
process of ours. The supervisor is one light process without Django; when it is killed its children
end too.
"""
