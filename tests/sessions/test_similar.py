"""Likely duplicates: what is alike, the least likeness of whole things, and reasons that can be seen."""

import random
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import lexicon, similar
from sessions.similar import ALIKE, VERY_ALIKE, Text, groups, likenesses, suggest

LINES = lexicon.default()
WORDS = [
    "мусор",
    "свалка",
    "двор",
    "лавочка",
    "скамейка",
    "школа",
    "фонарь",
    "дорожка",
    "собака",
    "река",
    "дети",
    "park",
]
HALL = (
    "Автобус редко ходит",
    "Нет врача в поликлинике",
    "Старые тополя опасны",
    "Библиотека закрыта по вечерам",
    "Подросткам нечем заняться",
    "Разбиты тротуары на Мира",
    "Рынок тесный и грязный",
    "Велосипед негде пристегнуть",
    "Молодые уезжают",
    "Некому ухаживать за памятником",
)


def texts(*titles, **more):
    return [Text(f"c{no}", title, **more) for no, title in enumerate(titles, 1)]


def alike(one, other, lines=LINES):
    """The likeness of two titles in a hall of others."""
    return likenesses(texts(one, other, *HALL), lines, 0.0).of("c1", "c2")


def singles(cards):
    return {card.id: [card.id] for card in cards}


def marked(title, spans):
    units = title.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


cards_of_words = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=9
).map(lambda titles: texts(*titles))


# ---- likeness -------------------------------------------------------------------------------------------------------


def test_endings_slips_and_case_matter_little():
    assert alike("Фонари у школы не горят", "НЕ ГОРИТ ФОНАРЬ ВОЗЛЕ ШКОЛЫ") >= VERY_ALIKE
    assert alike("Дорожка не освещена", "Дорожка не освищена") >= VERY_ALIKE
    assert alike("Ёлка во дворе", "елка во дворе") == 1.0


def test_a_synonym_makes_alike_and_without_its_line_it_does_not():
    one, other = "Свалка у реки", "Помойка у речки"
    assert alike(one, other) >= VERY_ALIKE > ALIKE > alike(one, other, lines=())


def test_a_synonym_does_not_weigh_more_than_a_word_by_itself():
    """Two cards with one synonym in common are as alike with its line as without: both words have five letters."""
    one, other = "Штурм на рассвете", "Вечером штурм"
    assert alike(one, other, [("аврал", "штурм")]) == pytest.approx(alike(one, other, ()), abs=0.02)
    assert alike(one, other, ()) > 0.1


def test_what_has_no_word_in_common_is_not_found():
    assert alike("Во дворе не на чем посидеть", "Нет лавочек для пенсионеров") < ALIKE


def test_equal_cards_are_wholly_alike_however_many_there_are():
    sixty = texts(*["Мусор у реки"] * 60)
    likeness = likenesses(sixty)
    assert set(likeness.pairs.values()) == {1.0} and len(likeness.pairs) == 60 * 59 / 2
    assert [group.cards for group in groups(likeness, singles(sixty))] == [tuple(sorted(card.id for card in sixty))]
    assert len(suggest(likeness, singles(sixty), limit=20)) == 20


@pytest.mark.parametrize("cards", [[], texts("Мусор"), texts(""), texts("", "", " ")])
def test_nothing_and_nobody_is_alike_to_nothing(cards):
    likeness = likenesses(cards, LINES)
    assert not likeness.pairs and not suggest(likeness, singles(cards)) and not groups(likeness, singles(cards))


def test_signs_without_words_are_taken_as_they_are():
    likeness = likenesses(texts("🔥", "🔥", "👍🏽", "Пожар 🔥"))
    assert likeness.of("c1", "c2") == 1.0
    assert likeness.of("c1", "c3") == likeness.of("c1", "c4") == 0.0


def test_long_texts_are_read_to_the_end():
    long = " ".join(random.Random(7).choice(WORDS) + str(no) for no in range(220))[:2000]
    likeness = likenesses([*texts(long, long, "а" * 2000), Text("c9", "Мусор", (long, long))], LINES)
    assert likeness.of("c1", "c2") == 1.0
    (suggestion,) = suggest(likeness, {card: [card] for card in ("c1", "c2", "c3")})
    assert suggestion.common[-1].first == suggestion.common[-1].second == ((long.rindex(" ") + 1, len(long)),)


def test_the_title_weighs_most_and_the_rest_counts():
    rest = ("назначить субботник, раздать мешки и вывезти",)
    cards = [
        Text("c1", "Чистый берег", rest),
        Text("c2", "Эко-драйв", rest),
        Text("c3", "Чистый берег", ("позвать художников и расписать будки",)),
        Text("c4", "Музей лицея"),
    ]
    likeness = likenesses(cards, least=0.01)
    assert likeness.of("c1", "c3") > 2 * likeness.of("c1", "c2") >= 2 * ALIKE - 0.01
    assert likeness.of("c2", "c4") == 0.0


def test_a_common_word_in_the_rest_makes_nobody_alike():
    titles = ("Тротуар разбит", "Музей закрыт", "Собаки без хозяев", "Пруд зарос", "Автобус ходит редко")
    assert not likenesses([Text(str(no), title, ("жители",)) for no, title in enumerate(titles)], LINES).pairs


def test_sphere_and_place_make_nobody_alike():
    cards = texts("Тротуар разбит", "Музей закрыт", sphere="soc", place="Лесная")
    assert not likenesses(cards, LINES).pairs


@given(cards_of_words, st.randoms())
def test_likeness_is_of_two_and_of_no_order(cards, rng):
    likeness = likenesses(cards, LINES, 0.0001)
    again = likenesses(rng.sample(cards, len(cards)), LINES, 0.0001)
    assert likeness == again
    for one, other in combinations([card.id for card in cards], 2):
        assert likeness.of(one, other) == likeness.of(other, one)
        assert 0.0 <= likeness.of(one, other) <= 1.0


@given(cards_of_words)
def test_what_is_below_the_threshold_is_not_kept(cards):
    everything = likenesses(cards, LINES, 0.0001).pairs
    assert likenesses(cards, LINES).pairs == {pair: score for pair, score in everything.items() if score >= ALIKE}


# ---- suggestions ----------------------------------------------------------------------------------------------------


@st.composite
def halls(draw):
    """Cards, and things of one to four of them."""
    cards = draw(cards_of_words)
    ids = draw(st.permutations([card.id for card in cards]))
    things = {}
    while ids:
        size = draw(st.integers(1, 4))
        things[f"t{len(things)}" if size > 1 else ids[0]], ids = ids[:size], ids[size:]
    return cards, things


@given(halls(), st.randoms())
def test_two_things_are_as_alike_as_their_least_alike_cards(hall, rng):
    cards, things = hall
    likeness = likenesses(cards, LINES, 0.0001)
    found = {(each.first, each.second): each for each in suggest(likeness, things, limit=100)}
    for a, b in combinations(sorted(things), 2):
        least = min(likeness.of(one, other) for one, other in product(things[a], things[b]))
        most = max(likeness.of(one, other) for one, other in product(things[a], things[b]))
        assert ((a, b) in found) == (least >= ALIKE)
        if least >= ALIKE:
            each = found[a, b]
            assert (each.score, each.closest) == (least, most) and likeness.of(*each.cards) == most
            assert each.cards[0] in things[a] and each.cards[1] in things[b]
            assert each.level == ("very_alike" if least >= VERY_ALIKE else "alike")
    shuffled = {thing: rng.sample(things[thing], len(things[thing])) for thing in rng.sample(list(things), len(things))}
    assert suggest(likeness, shuffled, limit=100) == list(found.values())


def test_a_theme_does_not_grow_along_a_chain():
    cards = texts("Лавочки двор", "Лавочки двор фонари дорожка", "Фонари дорожка", "Музей")
    likeness = likenesses(cards)
    assert min(likeness.of("c1", "c2"), likeness.of("c2", "c3")) >= VERY_ALIKE and likeness.of("c1", "c3") == 0.0
    assert suggest(likeness, {"t": ["c1", "c2"], "c3": ["c3"]}) == []
    assert len(groups(likeness, singles(cards), at=ALIKE)) == 1
    assert len(groups(likeness, singles(cards), at=ALIKE)[0].cards) == 2


def test_in_part_alike_is_told_apart_and_only_to_who_asks():
    """A theme of four, one of them about lamps; and a new card about lamps."""
    cards = [
        *texts("Двор без лавочек", "Пожилым негде присесть", "Фонари у школы не горят", "Нет урн у подъезда"),
        Text("new", "У школы не горит фонарь"),
        Text("near", "Во дворе нет лавочек и клумб"),
        Text("nearer", "Во дворе нет клумб"),
        Text("alike", "Подъезд обшарпан"),
    ]
    assert VERY_ALIKE > likenesses(cards, LINES).of("alike", "c4") >= ALIKE
    likeness = likenesses(cards, LINES)
    things = {
        "theme": ["c1", "c2", "c3", "c4"],
        "new": ["new"],
        "near": ["near"],
        "nearer": ["nearer"],
        "alike": ["alike"],
    }
    assert [(each.first, each.second) for each in suggest(likeness, things)] == [("near", "nearer")]
    first, *parts = suggest(likeness, things, partly=True)
    assert first.level != "partly" and [(each.level, each.score) for each in parts] == [("partly", 0.0)] * len(parts)
    part = next(each for each in parts if "new" in (each.first, each.second))
    assert (part.first, part.second, part.cards) == ("new", "theme", ("new", "c3"))
    assert [common.word for common in part.common] == ["школы", "горит", "фонарь"]
    assert all(each.closest >= VERY_ALIKE for each in parts)


def test_very_alike_comes_first_then_sphere_and_place_and_then_the_score():
    def pair(no, first, second, **where):
        return [Text(f"{no}a", first, **where), Text(f"{no}b", second, **where)]

    cards = [
        *pair(1, "Пруд зарос тиной", "Пруд зарос тиной"),
        *pair(2, "Фонари у школы не горят", "У школы темно, фонари погасли", sphere="soc", place="у Школьной"),
        *pair(3, "Собаки бегают у гаражей", "Бродячие собаки лают", sphere="eco", place="Заводская"),
        *pair(4, "Музей закрыт зимой", "Закрыт ли музей", place="центр"),
        *pair(5, "Лавочки сломаны", "Все лавочки сломаны ночью", place="двор"),
    ]
    found = suggest(likenesses(cards), singles(cards))
    assert [(each.first[0], each.level, each.same_sphere, each.same_place) for each in found] == [
        ("2", "very_alike", True, True),
        ("5", "very_alike", False, True),
        ("4", "very_alike", False, True),
        ("1", "very_alike", False, False),
        ("3", "alike", True, True),
    ]
    scores = [each.score for each in found]
    assert scores[3] == 1.0 > scores[1] > scores[2] > scores[0]


def test_a_place_is_the_same_in_other_words_and_a_park_is_not_a_garden():
    def same(one, other):
        cards = [Text("c1", "Мусор", place=one), Text("c2", "Мусор", place=other)]
        return suggest(likenesses(cards, LINES), singles(cards))[0].same_place

    assert same("у Лесной", "Лесная") and same("Строителей, 14", "строителей 14")
    assert not same("Строителей, 14", "Строителей, 18") and not same("парк", "сквер")
    assert not same("", "") and not same(None, None) and not same("парк", None)


def test_a_theme_has_a_sphere_only_if_all_its_cards_have_it():
    cards = [Text("c1", "Мусор", sphere="eco"), Text("c2", "Мусор", sphere="soc"), Text("c3", "Мусор", sphere="eco")]
    likeness = likenesses(cards)
    by_things = {frozenset((each.first, each.second)): each.same_sphere for each in suggest(likeness, singles(cards))}
    assert by_things == {frozenset(pair): pair == ("c1", "c3") for pair in combinations(("c1", "c2", "c3"), 2)}
    assert not suggest(likeness, {"t": ["c1", "c2"], "c3": ["c3"]})[0].same_sphere


def test_called_different_they_stay_apart_whatever_they_are_merged_into():
    cards = texts(*["Мусор у реки"] * 4)
    likeness, apart = likenesses(cards), {frozenset(("c1", "c2"))}
    pairs = {frozenset((each.first, each.second)) for each in suggest(likeness, singles(cards), apart)}
    assert pairs == {frozenset(pair) for pair in combinations(("c1", "c2", "c3", "c4"), 2)} - apart
    assert suggest(likeness, {"t": ["c1", "c3"], "u": ["c2", "c4"]}, apart) == []
    assert suggest(likeness, {"t": ["c1", "c3"], "u": ["c2", "c4"]}, {frozenset(("t", "u"))}) == []
    assert suggest(likeness, {"t": ["c1", "c3"], "c2": ["c2"], "c4": ["c4"]}, {frozenset(("t", "c2"))}, partly=True)
    assert not any({"c1", "c2"} <= set(group.cards) for group in groups(likeness, singles(cards), apart))


def test_cards_that_nobody_compared_or_offered_are_left_out():
    likeness = likenesses(texts("Мусор", "Мусор", "Мусор"))
    assert [(each.first, each.second) for each in suggest(likeness, {"c1": ["c1"], "c3": ["c3"]})] == [("c1", "c3")]
    assert suggest(likeness, {"t": ["c1", "new"], "c3": ["c3"]}) == []
    assert suggest(likeness, {"t": ["c1", "new"], "c3": ["c3"]}, partly=True)[0].cards == ("c3", "c1")
    assert [group.cards for group in groups(likeness, ["c1", "c3", "new"])] == [("c1", "c3")]


def test_thresholds_can_be_raised_and_not_lowered_below_what_is_known():
    cards = texts("Лавочки у подъезда", "Лавочки и фонари", "Музей")
    score = likenesses(cards).of("c1", "c2")
    assert ALIKE < score < 0.9
    assert suggest(likenesses(cards), singles(cards), alike=score)
    assert not suggest(likenesses(cards), singles(cards), alike=score + 0.0001)
    assert suggest(likenesses(cards), singles(cards), very=score)[0].level == "very_alike"
    with pytest.raises(ValueError, match=r"known from 0\.2 on"):
        suggest(likenesses(cards), singles(cards), alike=0.1)
    with pytest.raises(ValueError, match=r"known from 0\.2 on"):
        groups(likenesses(cards), singles(cards), at=0.1)


# ---- reasons --------------------------------------------------------------------------------------------------------


def reason(one, other, lines=LINES):
    cards = texts(one, other)
    (suggestion,) = suggest(likenesses(cards, lines, 0.01), singles(cards), alike=0.01)
    return suggestion


def test_the_reason_is_the_words_in_common_where_they_stand():
    one, other = "😀 Скамеек нет, а скамейки нужны во дворах", "Лавочки во двор!"
    common = reason(one, other).common
    assert [(each.kind, marked(one, each.first), marked(other, each.second)) for each in common] == [
        ("synonym", ["Скамеек", "скамейки"], ["Лавочки"]),
        ("stem", ["дворах"], ["двор"]),
    ]


def test_a_slip_of_the_pen_is_shown_as_kin():
    one, other = "Освещение дорожки", "Освищение тропы"
    (common,) = reason(one, other, ()).common
    assert (common.kind, marked(one, common.first), marked(other, common.second)) == (
        "kin",
        ["Освещение"],
        ["Освищение"],
    )


def test_what_is_alike_beyond_the_titles_is_named_too():
    cards = [Text("c1", "Чистый берег", ("Раздать мешки",)), Text("c2", "Мешки на берегу", ("Чистый город",))]
    (suggestion,) = suggest(likenesses(cards), singles(cards))
    assert [common.word for common in suggestion.common] == ["берег"]
    assert suggestion.elsewhere == ("чистый", "мешки")


@given(halls())
def test_every_span_of_a_reason_is_a_word_of_its_title(hall):
    cards, things = hall
    title = {card.id: card.title for card in cards}
    for each in suggest(likenesses(cards, LINES), things, limit=100, partly=True):
        assert each.common
        for common in each.common:
            for card, spans in zip(each.cards, (common.first, common.second), strict=True):
                assert spans and set(marked(title[card], spans)) <= set(WORDS)
            if common.kind == "stem":
                stems = {lexicon.stem(word) for word in marked(title[each.cards[0]], common.first)}
                assert stems & {lexicon.stem(word) for word in marked(title[each.cards[1]], common.second)}


# ---- groups ---------------------------------------------------------------------------------------------------------


@given(cards_of_words, st.sampled_from([ALIKE, VERY_ALIKE]), st.randoms())
def test_in_a_group_any_two_are_alike_and_no_two_groups_could_be_one(cards, at, rng):
    likeness = likenesses(cards, LINES)
    found = groups(likeness, [card.id for card in cards], at=at)
    grouped = [card for group in found for card in group.cards]
    assert len(grouped) == len(set(grouped))
    for group in found:
        assert group.score == min(likeness.of(*pair) for pair in combinations(group.cards, 2)) >= at
        assert group.level == ("very_alike" if group.score >= VERY_ALIKE else "alike")
    rest = [(card.id,) for card in cards if card.id not in grouped]
    for one, other in combinations([*(group.cards for group in found), *rest], 2):
        assert min(likeness.of(a, b) for a, b in product(one, other)) < at
    shuffled = rng.sample([card.id for card in cards], len(cards))
    assert groups(likeness, shuffled, at=at) == found


@given(cards_of_words, st.data())
def test_groups_come_from_joining_the_two_most_alike_again_and_again(cards, data):
    """The same by looking at every two groups each time."""
    cards = [Text(card.id, card.title, sphere=data.draw(st.sampled_from([None, "eco", "soc"]))) for card in cards]
    likeness = likenesses(cards, LINES)
    sphere = {card.id: card.sphere for card in cards}

    def least(one, other):
        return min(likeness.of(a, b) for a, b in product(one, other))

    def near(*both):
        held = {sphere[card] for group in both for card in group}
        return len(held) == 1 and None not in held

    joined = [(card.id,) for card in cards]
    while pairs := [pair for pair in combinations(sorted(joined), 2) if least(*pair) >= ALIKE]:
        one, other = min(pairs, key=lambda pair: (-least(*pair), -near(*pair), pair[0][0], pair[1][0]))
        joined = [*(group for group in joined if group not in (one, other)), tuple(sorted(one + other))]
    found = groups(likeness, [card.id for card in cards], at=ALIKE)
    assert {group.cards for group in found} == {group for group in joined if len(group) > 1}


def test_the_most_alike_join_first():
    cards = texts("Двор лавочки фонари", "Двор лавочки", "Двор лавочки фонари река", "Музей", "Пруд", "Собаки")
    likeness = likenesses(cards)
    assert likeness.of("c1", "c3") > likeness.of("c1", "c2") > likeness.of("c2", "c3") >= ALIKE
    at = (likeness.of("c1", "c2") + likeness.of("c2", "c3")) / 2
    assert [group.cards for group in groups(likeness, singles(cards), at=at)] == [("c1", "c3")]


def test_of_equally_alike_cards_those_of_one_place_join_first():
    first, second = ("лавочки двор", "лавочки фонари")
    cards = [
        Text("c1", first, place="Лесная"),
        Text("c2", second, place="Заводская"),
        Text("c3", second, place="Лесная"),
    ]
    apart = {frozenset(("c2", "c3"))}
    (group,) = groups(likenesses(cards), singles(cards), apart, at=ALIKE)
    assert group.cards == ("c1", "c3") and group.same_place and not group.same_sphere


def test_a_group_shows_what_most_of_its_titles_share():
    titles = ("Лавочек нет во дворе", "Во дворе нужны скамейки", "Двор без лавочки и урны")
    cards = texts(*titles, "Музей закрыт", "Пруд зарос")
    (group,) = groups(likenesses(cards, LINES), singles(cards), at=ALIKE)
    assert group.words == ("лавочек", "дворе")
    assert [marked(title, marks) for title, marks in zip(titles, group.marks, strict=True)] == [
        ["Лавочек", "дворе"],
        ["дворе", "скамейки"],
        ["Двор", "лавочки"],
    ]


def test_the_module_says_who_decides():
    assert "It suggests; people merge" in similar.__doc__ and "LEAST likeness" in similar.__doc__
