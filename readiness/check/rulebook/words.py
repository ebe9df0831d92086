"""The rules about one question: what it says, how long it is, how it is scored. Pure."""

from __future__ import annotations

from readiness.check.rulebook.page import Page

PAGES = (
    Page(
        "I22",
        "Sources are used, and compared within 18 months",
        "A source counts when somebody has laid its text beside the question; 'accessed' is the day that was done.",
        "a source without 'accessed', which nobody has opened",
        'accessed: "2026-11-23", how: copy',
    ),
    Page(
        "I23",
        "What can go out of date says when it is to be read again",
        "Limits, fees and codes change every year. review_by is at most 18 months ahead.",
        "a limit in days, without review_by",
        'review_by: "2027-10-01"',
    ),
    Page(
        "I25",
        "Stem and options are plain",
        "The skill is asked for, not how well somebody reads. School grade 8 is the aim, 25 words the longest sentence. "
        "Notes, claims and other papers of the job are shown as they really read.",
        "pursuant to the aforementioned provision",
        "under this rule",
    ),
    Page(
        "I26",
        "A question is short",
        "Stem, exhibit and options together have at most 80 words in a choice, 130 in a judgement, 150 in a mark, 140 in an "
        "order and 110 in an entry; an option has at most 14, in a judgement 16. Long questions measure patience.",
        "a scene with a history of the clinic",
        "who, what happened, what is asked",
    ),
    Page(
        "I27",
        "An abbreviation is written out once, unless it is what is asked for",
        "A newcomer cannot look it up. Papers of the job may hold what such papers hold.",
        "The DNFB is long today.",
        "The list of bills that are not out (discharged, not final billed: DNFB) is long today.",
    ),
    Page(
        "I29",
        "People are made up",
        "Privacy is taught by example. Records like TST-0041, phones 555-0100 to 555-0199, mail at example.org.",
        "MRN 884213",
        "MRN TST-0041",
    ),
    Page(
        "I30",
        "Words hurt and label nobody",
        "Anger or shame takes attention away, and not from everybody alike.",
        "a drunk who fell",
        "a man who fell",
    ),
    Page(
        "I31",
        "Codes are free to use, and say what they are",
        "CPT is under license. Invented codes look like Q7-42K with 'codes: fictional'; real ones name their year.",
        "99213",
        "Q7-42K, with codes: fictional",
    ),
    Page(
        "I32",
        "A judgement has a role, and asks what one should do",
        "What people say they would do is no evidence; a scene without a role leaves open whose duty it is.",
        "What would you do?",
        "What should the coder do first?",
    ),
    Page(
        "I33",
        "An option of a judgement is one act, verb first",
        "Of two acts in one option, one may be right and one wrong.",
        "Fix it and then tell her and log it",
        "Tell her what went wrong",
    ),
    Page(
        "I35",
        "Guessing earns little",
        "No blind rule may earn more than the chance that is taken off, and chance is at most .34 where nothing is chosen "
        "among options.",
        "two pieces to put in order",
        "five pieces",
    ),
    Page(
        "I36",
        "The explanation teaches",
        "Telling why the tempting error tempts teaches more than telling what was right: 25 to 80 words.",
        'why: "Because it is so."',
        "why the key is right, what leads people astray, and how to tell",
    ),
    Page(
        "I37",
        "Nobody is asked about themselves",
        "What people say of themselves is no measure of what they do.",
        "How good are you with details?",
        "Which two lines differ?",
    ),
    Page(
        "H01",
        "seconds follow the formula",
        "Words on screen at 170 a minute, 5 seconds for each pick, entry, piece or spot to look at, and 5 more, to the "
        "nearest 5. Times set by hand follow what the writer thinks of the question, and ratings then follow the times.",
        "seconds: 90, for a choice of 31 words",
        "seconds: 20",
    ),
    Page(
        "H02",
        "The rating is above chance",
        "A question that the just ready answer no better than a guesser says nothing about anybody.",
        "rating: 0.3, with three options",
        "another question",
    ),
    Page(
        "H03",
        "A verbatim line has at most 38 characters",
        "It cannot wrap, and a narrow window has 40 columns.",
        "a drawing 60 characters wide",
        "a table, which is laid out anew for each width",
    ),
)
