"""Lines of synonyms: what people may type, what they are told, and what a text becomes with them."""

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.words import translator
from sessions import lexicon
from sessions.lexicon import LexiconError, Synonyms

CYRILLIC = re.compile("[а-яё]", re.I)


def keys(text, lines=()):
    return [term.key for term in Synonyms(lines).terms(text)]


# ---- lines that people type -----------------------------------------------------------------------------------------


def test_a_line_is_words_with_commas_between_them():
    lines = lexicon.read(["мусор, отходы,свалка ", "", "  двор ;  придомовая   территория / дворик"])
    assert lines == (("мусор", "отходы", "свалка"), ("двор", "придомовая территория", "дворик"))
    assert lexicon.written(lines[0]) == "мусор, отходы, свалка"
    assert lexicon.read([lexicon.written(line) for line in lines]) == lines


def test_a_word_typed_twice_in_a_line_is_one_word():
    assert lexicon.read(["Ёлка, елка, дерево"]) == (("Ёлка", "дерево"),)


@pytest.mark.parametrize(
    ("lines", "told", "facts"),
    [
        (["", "мусор"], "stands alone", {"line": 2, "entry": "мусор"}),
        (["мусор, мусор"], "stands alone", {"line": 1, "entry": "мусор"}),
        (["мусор, ???"], "no letters", {"line": 1, "entry": "???"}),
        (["мусор, то что люди бросают"], "too long", {"line": 1, "most": 3}),
        ([f"мусор, {'щ' * 41}"], "too long", {"line": 1, "entry": "щ" * 40}),
        (["мусор, для всех"], "too small a word", {"line": 1, "entry": "для всех"}),
        ([", ".join("абвгдежзиклмно")], "are the most", {"line": 1, "n": 14, "most": 12}),
        (["мусор, хлам", "свалка, Хлам"], "stands in line 1 already", {"line": 2, "entry": "Хлам", "other": 1}),
        ([f"а{n}, б{n}" for n in range(301)], "are the most", {"n": 301, "most": 300}),
    ],
)
def test_what_is_wrong_is_said_with_its_line_in_both_languages(lines, told, facts):
    with pytest.raises(LexiconError) as raised:
        lexicon.read(lines)
    problem = next(each for each in raised.value.problems if told in each)
    assert facts.items() <= problem.facts.items()
    assert CYRILLIC.match(raised.value.said(translator("ru").t)) and "{" not in raised.value.said(translator("ru").t)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(LexiconError) as raised:
        lexicon.read(["мусор", "свалка, !", "двор, дворик", "сквер, двор"])
    assert [problem.facts["line"] for problem in raised.value.problems] == [1, 2, 4]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_whatever_is_typed_is_read_or_refused_and_can_be_read_again(lines):
    try:
        read = lexicon.read(lines)
    except LexiconError as error:
        assert error.problems
    else:
        assert lexicon.read([lexicon.written(line) for line in read]) == read


def test_a_session_takes_its_lines_as_they_are_and_without_any_the_default_ones():
    assert lexicon.lines(("мусор, хлам", "один", " , ")) == (("мусор", "хлам"), ("один",))
    assert lexicon.lines(None) == lexicon.default() != lexicon.lines(()) == ()
    assert keys("Хлам", lexicon.lines(("один", "мусор, хлам, для всех, то что люди бросают"))) == ["мусор"]


def test_the_default_lines_are_many_in_both_languages_and_stand_every_check():
    lines = lexicon.default()
    russian = [line for line in lines if CYRILLIC.search(line[0])]
    assert len(russian) >= 40 and len(lines) - len(russian) >= 20
    for one, other in [("свалки", "мусора"), ("лавочек", "скамейка"), ("школьникам", "дети"), ("дворе", "придомовой")]:
        assert keys(one, lines) == keys(other, lines), (one, other)
    for one, other in [("garbage", "litter"), ("kids", "children"), ("public transit", "buses"), ("bikes", "cycling")]:
        assert keys(one, lines) == keys(other, lines), (one, other)
    for one, other in [("паркуются", "парк"), ("дорожка", "дорога"), ("trails", "roads"), ("parking", "parks")]:
        assert keys(one, lines) != keys(other, lines), (one, other)


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        "скамейка скамейки скамеек скамейкой",
        "свалка свалки свалок",
        "дорожка дорожек дорожке",
        "ребёнок ребенка",
        "лавочка лавочек",
        "урок уроки уроков",
        "benches bench",
        "Light lights LIGHTS",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({lexicon.stem(word.form) for word in lexicon.words(forms)}) == 1


def test_small_words_do_not_count_unless_there_is_nothing_else():
    assert keys("Нам нужны фонари у нас") == ["фонар"]
    assert keys("Это не для нас") == ["это не для нас"]
    assert keys("🔥 🔥") == ["🔥 🔥"]
    assert keys("  ") == []


@given(st.text(max_size=200) | st.text("аяё 🔥-\u0301", max_size=30))
def test_a_word_stands_where_it_says(text):
    units = text.encode("utf-16-le")
    for word in lexicon.words(text):
        assert units[2 * word.start : 2 * word.end].decode("utf-16-le").casefold().replace("ё", "е") == word.form


def test_two_threads_that_stem_at_once_get_the_same_as_one():
    forms = [
        f"{beginning}{ending}" for beginning in ("скамей", "дорож", "площад") for ending in ("ка", "ки", "кой", "ку")
    ]
    expected = {form: lexicon.stem.__wrapped__(form) for form in forms}
    wrong = []

    def work():
        for _ in range(20):
            wrong.extend(form for form in forms if lexicon.stem.__wrapped__(form) != expected[form])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# ---- synonyms -------------------------------------------------------------------------------------------------------

LINES = [("мусор", "отходы", "бытовой хлам"), ("парк", "сквер"), ("парковка", "паркуются", "стоянка"), ("сад", "парк")]


def test_any_word_of_a_line_counts_as_its_first_one_too():
    terms = Synonyms(LINES).terms("Отходов и мусора полно")
    assert [(term.key, term.also) for term in terms] == [("мусор", ("мусор",)), ("мусор", ()), ("полн", ())]


def test_a_phrase_is_one_term_and_stands_as_a_whole():
    text = "Полно бытового хлама, хлам бытовой"
    terms = Synonyms(LINES).terms(text)
    assert [text[term.start : term.end] for term in terms] == ["Полно", "бытового хлама", "хлам", "бытовой"]
    assert terms[1].key == "мусор" != terms[2].key


def test_the_exact_form_wins_over_the_stem_and_the_first_line_over_later_ones():
    assert lexicon.stem("паркуются") == lexicon.stem("парк")
    assert keys("паркуются парки стоянки парк", LINES) == ["парковка", "парк", "парковка", "парк"]
