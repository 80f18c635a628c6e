"""The lead's console: the day's phases, clock, tables, cards and the hall's screen in one pair of hands."""
