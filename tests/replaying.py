"""What holds of every session's file, whoever plays: it replays to the live session, and a stranger counts the same."""

import importlib.util

from sessions.apply import put_ballot
from sessions.restore import replay
from tests.story import ROOT

_spec = importlib.util.spec_from_file_location("recount", ROOT / "docs" / "recount.py")
assert _spec and _spec.loader
recount = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(recount)


class Replayed:
    """A part of a machine that plays `story`, whose file is `path`. `entries` are those of the last look."""

    def __init__(self):
        super().__init__()
        self.entries, self.recounted = [], ""

    def the_file_replays_to_the_live_session(self):
        self.entries = list(self.story.store.entries())
        told = replay(self.entries[0], self.entries[1:])
        for round_id, handle, boxed in self.story.store.box():
            put_ballot(told, round_id, handle, boxed)
        assert told == self.story.session

    def a_stranger_recounts_it(self):
        if self.entries[-1].hash == self.recounted:
            return
        said, self.recounted = [], self.entries[-1].hash
        assert recount.main(self.path, said.append) == 0, said
