"""Invented people and their numbers. Each name stands with one that is easily taken for it.

Names are of many origins, and nothing in a template depends on whose name it draws; each family name goes with Mr. and
with Ms.
"""

from __future__ import annotations

from collections.abc import Mapping

from readiness.ground.draws import Draws

FAMILY_NAMES = {
    "Andersen": "Anderson",
    "Hansen": "Hanson",
    "Nowak": "Novak",
    "Gonzales": "Gonzalez",
    "Mendes": "Mendez",
    "Lin": "Liu",
    "Chan": "Chang",
    "Rahman": "Rehman",
    "Meyer": "Mayer",
    "Stephens": "Stevens",
    "Clark": "Clarke",
    "Osei": "Osai",
    "Park": "Parks",
    "Sato": "Saito",
    "Kowalski": "Kowalsky",
    "Diaz": "Dias",
    "Begay": "Begaye",
    "Kaur": "Kapur",
    "Okoro": "Okoye",
    "Tran": "Tram",
    "Haddad": "Hadad",
    "Petrov": "Petrow",
    "Allen": "Allan",
    "Moreno": "Morena",
}
GIVEN_NAMES = {
    "Ana": "Anna",
    "Sara": "Sarah",
    "Eric": "Erik",
    "Jon": "John",
    "Marie": "Maria",
    "Luis": "Louis",
    "Amina": "Amira",
    "Mohamed": "Mohammed",
    "Elena": "Helena",
    "Tomas": "Thomas",
    "Mei": "Mai",
    "Ivan": "Evan",
    "Daniel": "Danielle",
    "Carlo": "Carlos",
    "Priya": "Priti",
    "Kofi": "Kobi",
    "Aisha": "Aysha",
    "Jamal": "Jamil",
}

WOMEN = ("Ana", "Sara", "Marie", "Amina", "Elena", "Mei", "Priya", "Aisha")
MEN = ("Eric", "Jon", "Luis", "Mohamed", "Tomas", "Ivan", "Daniel", "Carlo", "Kofi", "Jamal")
"""The given names, for texts that say he or she."""
PLANS = {
    "Premier": "Premium",
    "Advance": "Advanced",
    "Choice": "Choices",
    "Optima": "Optimal",
    "Basic": "Basics",
}
"""Words in the names of insurance plans; they differ by a letter or two, so that they are as hard as other slips."""


def one_of(pairs: Mapping[str, str], draws: Draws) -> str:
    """One word of all the pairs."""
    return draws.pick([*pairs, *pairs.values()])


def family_name(draws: Draws) -> str:
    return draws.pick(list(FAMILY_NAMES))


def full_name(draws: Draws) -> str:
    """``Amina Okoro``"""
    return f"{draws.pick(list(GIVEN_NAMES))} {family_name(draws)}"


def name_in_list(draws: Draws) -> str:
    """``Okoro, Amina``, out of all names and their look-alikes."""
    return f"{one_of(FAMILY_NAMES, draws)}, {one_of(GIVEN_NAMES, draws)}"


def digits(draws: Draws, count: int) -> str:
    return "".join(str(draws.below(10)) for _ in range(count))


def record_number(draws: Draws) -> str:
    return f"TST-{digits(draws, 4)}"


def phone(draws: Draws) -> str:
    return f"555-01{digits(draws, 2)}"
