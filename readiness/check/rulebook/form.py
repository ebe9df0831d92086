"""The rules about the files of a bank, and about what is waived. Pure."""

from __future__ import annotations

from readiness.check.rulebook.page import Page

PAGES = (
    Page(
        "F01",
        "A file is YAML",
        "What cannot be read cannot be asked. One quote or one space too many is enough; the message names the place.",
        "text: Rule 1: ask",
        'text: "Rule 1: ask"',
    ),
    Page(
        "F02",
        "Fields have their names and their kind of value",
        "A misspelled field would be passed over in silence, and a number that YAML reads as a date would be shown as one.",
        "raiting: 0.7",
        "rating: 0.7",
    ),
    Page(
        "F03",
        "Names lead to something, and nothing has the same name twice",
        "Answers are kept under the id of their question, and people are sent to the sources that are named.",
        "key: d, where the options are a, b and c",
        "key: c",
    ),
    Page(
        "F04",
        "An exhibit keeps to the small part of Markdown",
        "It is laid out anew for windows, reports and screen readers, so each must be able to tell a table from a list.",
        "a table with three cells in its head and two in a row",
        "as many cells in each row as in the head",
    ),
    Page(
        "F05",
        "Files stand where they are read",
        "A file in a wrong place, or in another code than UTF-8, would be left out without a word.",
        "questions/extra.yaml",
        "questions/language/word-parts.yaml",
    ),
    Page(
        "F06",
        "A review is one line of JSON that names question, hash and reader",
        "A review that cannot be told apart from another, or whose reader is unknown, proves nothing.",
        '{"item": "word-parts-01"}',
        '{"item": "word-parts-01", "hash": "8caf4bd78395a3dd", "stage": "blind", "reader": "coder", "pick": "c"}',
    ),
    Page(
        "F07",
        "Drafts get finished",
        "A draft is never asked, so it is listed until somebody has filled in what it lacks, or has taken it out.",
        "draft: true, and no reasons",
        "all fields there, and the line 'draft: true' gone",
    ),
    Page(
        "W01",
        "A waiver is needed",
        "A waiver without its flaw hides the next one: it stays behind when the words have changed.",
        '# check: off I09 "..." on a question whose options are of one length',
        "the line taken out",
    ),
    Page(
        "W02",
        "A waiver names one rule that there is, and a reason",
        "Whoever reads the bank later must be able to see why a rule does not hold here. Errors of form cannot be waived.",
        "# check: off I09",
        '# check: off I09 "the name of the law is the answer, and it is long"',
    ),
)
