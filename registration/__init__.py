"""Reading the registration list: the organiser's table of people becomes entries, or problems that name rows.

In the game: what is known of people the evening before. Truth flows one way: bytes of a file → `decode.read_table` →
`columns.guess`, which a person may correct → `entries.entries` → `matching.compare` with who is known already. Every
step is a pure function and a preview: nothing here writes, and nothing here knows what time it is.
"""
