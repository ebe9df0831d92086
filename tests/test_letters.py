"""Options that name one another, or carry letters, are known in the languages of public banks, and nothing else is."""

from __future__ import annotations

import pytest

from readiness.exchange.letters import names_by_letter, names_others, of_above, without_letters
from readiness.exchange.questions import Maker, Unfit


@pytest.mark.parametrize(
    "text",
    [
        *("A and B", "both A and C", "A & C", "B, C", "Neither A nor B.", "Only A and B are correct", "(A) and (D)"),
        *(
            "Las respuestas B) y C) son correctas",
            "a y b",
            "A e C",
            "Les réponses A et B",
            "Le risposte A e B sono corrette",
        ),
        *("Antworten A und C", "As alternativas A e B estão corretas"),
    ],
)
def test_an_option_of_nothing_but_letters_names_others(text: str) -> None:
    assert names_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vitamins A and D",
        "A",
        "Group B",
        "1 and 3",
        "Hepatitis B or C",
        "A and E notes",
        "An apple and a pear",
        "C, E and G",
        "",
    ],
)
def test_an_option_with_other_words_speaks_of_the_thing_itself(text: str) -> None:
    assert not names_others(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "All of the above",
            "None of these options",
            "Todas las anteriores",
            "Ninguna de las respuestas",
            "Nenhuma das anteriores",
        ),
        *("Toutes ces réponses", "Aucune de ces réponses", "Entrambe le risposte sono corrette", "Nessuna delle precedenti"),
        *("Alle genannten", "Keine der Antworten", "Todas son correctas", "Todas estão corretas"),
    ],
)
def test_an_option_may_speak_of_all_the_others(text: str) -> None:
    assert of_above(text)


@pytest.mark.parametrize("text", ["Todas las mañanas", "Alle zwei Jahre", "All that glitters", "Tous les jours"])
def test_an_option_that_begins_alike_speaks_of_none(text: str) -> None:
    assert not of_above(text)


@pytest.mark.parametrize(
    ("texts", "bare"),
    [
        (["A. One", "B. Two"], ["One", "Two"]),
        (["(A) One", "(B) Two", "(C) Three"], ["One", "Two", "Three"]),
        (["a)One", "b)Two"], ["One", "Two"]),
        (["Respuesta A: One", "Respuesta B: Two"], ["One", "Two"]),
        (["Hepatitis A: One", "Hepatitis B: Two"], None),
        (["A- One", "B- Two"], ["One", "Two"]),
        (["A. Lincoln", "B. Obama", "J. Carter"], None),
        (["A. One", "Two"], None),
        (["B. One", "C. Two"], None),
        (["A.D. 1066", "B.C. 44"], None),
    ],
)
def test_letters_before_all_options_in_their_order_are_theirs(texts: list[str], bare: list[str] | None) -> None:
    assert without_letters(texts) == bare


def test_letters_that_are_dropped_and_letters_in_an_explanation_are_said() -> None:
    maker = Maker(1)
    made = maker.choice("Which?", [("A. One", ""), ("B. Two", "")], [1], "Option A is wrong.")
    assert made.fields["options"] == {"a": {"text": "One"}, "b": {"text": "Two"}}
    assert made.notes == (
        "the letters before its options are gone",
        "its explanation names options by letter or number, and here they stand in another order for each person",
    )


def test_what_says_the_same_behind_letters_says_the_same() -> None:
    with pytest.raises(Unfit, match="two options say the same"):
        Maker(1).choice("Which?", [("A. One", ""), ("B. One", "")], [1])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Option B is wrong because it is late.", True),
        ("La respuesta correcta es C) Retrasar.", True),
        ("(A) is too early.", True),
        ("La respuesta correcta (falsa) es la c)Epilepsia.", True),
        ("Find a) the date and b) the name.", False),
        ("The answer is a lie.", False),
        ("Respuesta correcta es la 4 porque es tarde.", True),
        ("Option 2 is wrong.", True),
        ("The answer is 4.", False),
        ("The option 1.5 is a dose.", False),
        ("Vitamin A is stored in the liver.", False),
        ("The answer depends on the day.", False),
    ],
)
def test_an_explanation_may_name_options_by_letter(text: str, named: bool) -> None:
    assert names_by_letter(text) is named
