"""Keys: made once, kept apart where only this user can read them, and ended without a trace."""

import os
import stat
from unittest import mock

import pytest
from cryptography.fernet import Fernet

from sessions.keys import FileKeys, KeyLost, Keys, SeededKeys, mark_of


def made_by(source, tmp_path) -> Keys:
    keys = FileKeys(tmp_path / "keys") if source == "file" else SeededKeys("seed")
    keys.begin()
    return keys


@pytest.mark.parametrize("source", ["file", "seeded"])
class TestKeys:
    """Both sources keep the same promises."""

    def test_a_key_stays_the_same(self, source, tmp_path):
        keys, again = made_by(source, tmp_path), made_by(source, tmp_path)
        assert keys.people() == keys.people() == again.people()
        assert keys.seats() == again.seats()
        assert keys.box("choose", empty=True) == again.box("choose", empty=False)

    def test_each_purpose_and_round_has_its_own(self, source, tmp_path):
        keys = made_by(source, tmp_path)
        assert len({keys.people(), keys.seats(), keys.box("choose", empty=True), keys.box("short", empty=True)}) == 4

    def test_the_key_of_people_locks_people(self, source, tmp_path):
        lock = Fernet(made_by(source, tmp_path).people())
        assert lock.decrypt(lock.encrypt(b"x")) == b"x"

    def test_ending_a_box_twice_is_harmless(self, source, tmp_path):
        keys = made_by(source, tmp_path)
        keys.box("choose", empty=True)
        keys.destroy_box("choose")
        keys.destroy_box("choose")


def test_a_key_file_is_for_this_user_alone(tmp_path):
    FileKeys(tmp_path / "keys").begin()
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "keys" / "people.key").stat().st_mode) == 0o600
    assert {path.name for path in (tmp_path / "keys").iterdir()} == {"people.key", "seats.key"}


def test_a_destroyed_box_key_is_gone_from_the_folder_and_a_new_one_is_another(tmp_path):
    keys = FileKeys(tmp_path / "keys")
    before = keys.box("choose", empty=True)
    keys.destroy_box("choose")
    assert not list((tmp_path / "keys").iterdir())
    assert keys.box("choose", empty=True) != before


def test_a_destroyed_box_key_is_overwritten_before_it_goes(tmp_path):
    keys = FileKeys(tmp_path / "keys")
    before, path = keys.box("choose", empty=True), tmp_path / "keys" / "box-choose.key"
    with mock.patch("pathlib.Path.unlink") as unlink:
        keys.destroy_box("choose")
    unlink.assert_called_once()
    assert len(path.read_bytes()) == len(before)
    assert path.read_bytes() != before


def test_a_half_made_key_is_made_anew(tmp_path):
    keys = FileKeys(tmp_path / "keys")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "seats.part").write_bytes(b"half")
    keys.begin()
    assert len(keys.seats()) == 32


def test_keys_that_are_there_stay_when_a_session_is_begun_again(tmp_path):
    keys = FileKeys(tmp_path / "keys")
    keys.begin()
    before = keys.seats(), keys.people()
    keys.begin()
    assert (keys.seats(), keys.people()) == before


@pytest.mark.parametrize("body", [None, b"", b"short"])
def test_a_key_that_is_missing_or_damaged_is_told_and_never_replaced(tmp_path, body):
    keys = FileKeys(tmp_path / "keys")
    keys.begin()
    keys.box("choose", empty=True)
    for name, read in {
        "seats": keys.seats,
        "people": keys.people,
        "box-choose": lambda: keys.box("choose", empty=False),
    }.items():
        path = tmp_path / "keys" / f"{name}.key"
        path.unlink() if body is None else path.write_bytes(body)
        with pytest.raises(KeyLost, match=f"{name}.key is missing or damaged"):
            read()


def test_the_mark_knows_the_keys_again_and_gives_nothing_of_them_away(tmp_path):
    keys, others = FileKeys(tmp_path / "keys"), FileKeys(tmp_path / "others")
    keys.begin()
    others.begin()
    assert mark_of(keys) == mark_of(FileKeys(tmp_path / "keys")) != mark_of(others)
    assert keys.seats().hex() not in mark_of(keys)
