"""What the demo has beyond the fictional street: a module for each part of the work, what it did there today.

All goes through the services of people's acts, as people of known posts. `commands/fiction.py` is their order.
"""
