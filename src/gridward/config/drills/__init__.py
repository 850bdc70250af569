"""Drills: homes of their own with invented people, served beside the real street.

A drill shares nothing with it but the program: own database, keys, folder, cookies and port. So nothing can leak, and
nothing of it is left when its home is removed. The mark itself is `gridward.kernel.drill`.
"""
