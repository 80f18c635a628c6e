"""Questions: the ready sets, the bands of a result, and what of a poll cannot be played."""

from pathlib import Path

import pytest

from sessions.questionnaire import bands, cell_of, questions, ready_sets, shared
from sessions.reader import ScenarioError, parse
from sessions.scenario import Question, Words

POLL = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")
IDS = {
    "portrait_before": ["sphere", "age", "first", "ready"],
    "pulse": ["tomorrow", "useful", "better"],
    "feedback_after": ["recommend", "learned", "ready"],
    "evaluation": ["clear", "heard", "fair", "liked", "better"],
}
"""A journal holds ids only: a set that was ever used keeps its own."""


def test_the_ready_sets_keep_their_ids():
    assert {name: [each.id for each in of] for name, of in ready_sets().items()} == IDS


def test_every_ready_set_can_be_played():
    for name in ready_sets():
        day = parse(POLL.replace('questions = "pulse"', f'questions = "{name}"'))
        assert [each.id for each in questions(day.rounds[2])] == IDS[name]


def test_readiness_before_and_after_can_be_compared():
    day = parse(POLL)
    assert [each.id for each in shared(day.rounds[0], day.rounds[3])] == ["ready"]


@pytest.mark.parametrize(
    ("low", "high", "starts", "told"),
    [
        (1, 5, (), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        (0, 10, (7, 9), [(0, 6), (7, 8), (9, 10)]),
        (0, 10, (), [(0, 2), (3, 5), (6, 8), (9, 10)]),
        (0, 60, (), [(0, 12), (13, 25), (26, 38), (39, 51), (52, 60)]),
    ],
)
def test_a_scale_is_told_by_steps_or_in_bands(low, high, starts, told):
    question = Question("q", Words("?", "?"), "number", low=low, high=high, bands=starts)
    assert bands(question) == told
    assert all(cell_of(question, n) in {f"{a}-{b}" for a, b in told} for n in range(low, high + 1))


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        (
            'questions = "pulse"',
            'questions = "pulsation"',
            '(round "day"): "pulsation" is not one of',
        ),
        ('pair_with = "who"', 'pair_with = "nowhere"', 'round[3].pair_with (round "after"): no earlier poll'),
        ('pair_with = "who"', 'pair_with = "day"', "no question in common"),
        ('pair_with = "who"', 'pair_with = "needs"', "only two polls of people"),
        ('reveal = "live"', 'reveal = "live"\nguests = true', "guests"),
        ("min_cell = 5", 'reveal = "live"', 'round[0].reveal (round "who")'),
        ("bands = [10, 20, 30]", "bands = [0, 20]", "round[1].questions[1].bands"),
        ("low = 0, high = 60, bands = [10, 20, 30]", "low = 7, high = 7", "round[1].questions[1].low"),
        ('type = "text", max_len = 80', 'type = "single"', "round[1].questions[2].options"),
        ('id = "word"', 'id = "more"', "two questions have the same id"),
        ("people = 24", "people = 0", "scenario.people is 0"),
        ("limit = 2,", "limit = 2, bands = [3],", "round[1].questions[0].bands"),
        ("limit = 2,", "limit = 2, required = true,", "round[1].questions[0].required"),
    ],
)
def test_what_cannot_be_asked_is_named(was, now, complaint):
    assert was in POLL
    with pytest.raises(ScenarioError) as error:
        parse(POLL.replace(was, now, 1))
    assert complaint in str(error.value)
