"""The questions that a new bank begins with, one of each type, about what everyone knows: to be written over. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from readiness.ground.items import ItemType


def _choice(id: str) -> str:
    return f"""\
  - id: {id}  # the competency and a number; never used again for another question
    type: choice  # people pick one option
    cognition: application  # recall a fact, application of a rule, or analysis of several facts
    rating: 0.8  # your guess: of people who are just ready, the share who get it right
    seconds: 15  # how long an answer takes by its words; check says it
    stem: "A form is due on Friday by noon. When is it late?"  # write your question here
    options:  # two to six, three are best; each with the reason it is right or wrong
      a: {{text: "Friday, 11 a.m.", why: "An hour before noon on Friday is still within the time."}}
      b: {{text: "Friday, 2 p.m.", why: "Noon on Friday has passed by then, so the form is late."}}
      c: {{text: "Thursday, 4 p.m.", why: "Thursday comes before Friday, however late in the afternoon it is."}}
    key: b  # the letter of the right one
    why: >-
      Noon is 12 o'clock, and 2 p.m. comes two hours after it, so the form is late. Friday morning and all of Thursday are
      within the time, even in the afternoon.
    source: [{{id: my-source, at: "page 1"}}]  # where it stands: an id of sources.yaml, and the page or section
"""


def _judgement(id: str) -> str:
    return f"""\
  - id: {id}
    type: judgement  # people pick the best and the worst of four
    cognition: application
    rating: 0.7
    seconds: 35
    stem: >-
      A new employee finds a customer's bag on a chair after closing time. The shop opens again at 8. What should the
      employee do?
    options:
      a: {{text: "Lock it in the office with a note", why: "It is safe, and those who open the shop know about it."}}
      b: {{text: "Leave it on the chair until 8", why: "It may be there, but nobody keeps it safe overnight."}}
      c: {{text: "Put it out in front of the door", why: "Anyone who passes can take it, so it may be lost."}}
      d: {{text: "Hide it behind the counter", why: "It is safer there, but nobody can find it for the owner."}}
    best: a
    worst: c
    why: >-
      A locked room keeps the bag safe, and the note tells those who open what it is. To hide it is quick but leaves the
      others unaware. Outside the door it would be open to anyone who passes, which does most harm.
    source: [{{id: my-source, at: "page 2"}}]
"""


def _mark(id: str) -> str:
    return f"""\
  - id: {id}
    type: mark  # people mark every spot that fits, and no other
    cognition: application
    rating: 0.75
    seconds: 40
    stem: "The list on the right was copied from the one on the left. Which lines differ?"
    records: {{left: "List", right: "Copy"}}  # leave this out, and write each spot as one text, for a single list
    spots:  # five or more; at least two that do not fit for each one that does
      s1: {{label: "Apples", left: "12", right: "12"}}
      s2: {{label: "Pears", left: "36", right: "63"}}
      s3: {{label: "Plums", left: "25", right: "25"}}
      s4: {{label: "Limes", left: "40", right: "40"}}
      s5: {{label: "Figs", left: "18", right: "18"}}
    key: [s2]
    why: >-
      The pears have their two digits swapped: 36 on the list became 63 on the copy. All other lines agree. Swapped digits
      are easy to miss because the same two digits stand there.
    source: [{{id: my-source, at: "page 3"}}]
"""


def _order(id: str) -> str:
    return f"""\
  - id: {id}
    type: order  # people put the pieces in order
    cognition: application
    rating: 0.8
    seconds: 40
    stem: "Parcels that are wanted soonest are packed first. In what order should they be packed, from first to last?"
    pieces:  # three to seven
      p1: "A lamp, wanted on Thursday"
      p2: "A chair, wanted on Monday"
      p3: "A clock, wanted on Friday"
      p4: "A mirror, wanted on Tuesday"
    key: [p2, p4, p1, p3]  # pieces that tie share a list: [p2, [p4, p1], p3]
    why: >-
      Only the weekday counts: Monday, Tuesday, Thursday, Friday. So the chair goes first, then the mirror, the lamp and
      the clock. How large a thing is does not matter for this rule.
    source: [{{id: my-source, at: "page 4"}}]
"""


def _entry(id: str) -> str:
    return f"""\
  - id: {id}
    type: entry  # people write a number, a date or a word
    cognition: application
    rating: 0.8
    seconds: 15
    stem: "A box holds 12 cups. How many cups are in 4 boxes? Write the number."
    form: number  # or: date, word
    number: 48  # for dates and words instead: accept: ["2026-03-04"], a list of all that is right
    why: >-
      Each of the 4 boxes holds 12 cups, and 4 times 12 is 48. Adding 12 and 4 gives 16, which would be the cups of one
      box and four more.
    source: [{{id: my-source, at: "page 5"}}]
"""


EXAMPLES: Mapping[ItemType, Callable[[str], str]] = {
    "choice": _choice,
    "judgement": _judgement,
    "mark": _mark,
    "order": _order,
    "entry": _entry,
}
"""What writes each of them as an entry of a file of questions, under an id."""


def skeleton(type: ItemType, id: str, source: str) -> str:
    """The example of a type as a draft that cites a source, for somebody to write over."""
    first, _, rest = EXAMPLES[type](id).replace("{id: my-source,", f"{{id: {source},").partition("\n")
    return f"{first}\n    draft: true  # nobody is asked it until you have written it and taken this line away\n{rest}"
