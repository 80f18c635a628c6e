"""The game, and nothing of Flask, sockets or HTML.

A seat sends a command; the desk asks the rules; the rules answer with events or a refusal; the desk
commits, and only then is every screen shown its view.  Read `session.py` for what exists, `commands/`
for what may be asked, `events/` for what can happen, `rules.py` for why.
"""
