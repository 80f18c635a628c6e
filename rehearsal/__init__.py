"""Bots that play whole days: the rehearsal, the demo and the tests use the same ones.

In the game a bot is a device like any other.  It comes in by a seat's link, knows only what its views show, and asks
by commands; what was acknowledged to it is kept in a ledger.  Truth flows back once, at the end: the session's file is
read and must tell what the ledger tells.
"""
