"""The rules about a bank as a whole. Pure."""

from __future__ import annotations

from readiness.check.rulebook.page import Page

_CHANCE = "Whoever knows nothing must not find the right answers by a rule. Worse than chance is a cue as well."

PAGES = (
    Page(
        "R01",
        "Readers have judged what a program cannot",
        "Right keys, wrong options that tempt, one skill a question, nothing a newcomer must look up: this takes people.",
        "a bank that only programs have read",
        "reviews of every question, by coders or educators",
    ),
    Page(
        "B01",
        "Right answers stand anywhere",
        "Writers put what is right in the middle, and what is to be marked at lines 2, 5 and 8. Throw dice.",
        "never the first line",
        "each line about as often as any other",
    ),
    Page("B02", "The longest option is right as often as any other", _CHANCE, "right in 60 %", "right in 33 %"),
    Page("B03", "The shortest option is right as often as any other", _CHANCE, "right in 10 %", "right in 33 %"),
    Page(
        "B04", "Repeating the stem does not give an option away", _CHANCE, "the key has the words of the stem", "all or none"
    ),
    Page("B05", "Sharing words does not give an option away", _CHANCE, "the key has all parts", "parts that all differ"),
    Page("B06", "Always, may and the like do not give an option away", _CHANCE, "'may' in keys only", "in no option"),
    Page("B07", "Digits, commas and brackets do not give an option away", _CHANCE, "only keys are exact", "all are exact"),
    Page(
        "B08",
        "The right act is not told by its tone; how often the dutiful act is best is reported",
        "Asking, reporting and owning up are right about as often as in the work, and that is no cue. Gentle words are one.",
        "the mildest option is always best",
        "a plain no is best where a plain no is due",
    ),
    Page(
        "B09",
        "A guesser that learns from other questions stays within 5 points of chance",
        "Many small cues add up. It sees lengths, repeated words, digits and tone, and never what an option says.",
        "48 % right, 33 % by chance",
        "35 % right",
    ),
    Page(
        "B10",
        "Readers who see only the options of choices stay within 10 points of chance",
        "Then the question decides. What such readers earn on judgements is knowledge of the trade: reported, no limit.",
        "70 % right without the questions",
        "40 % right",
    ),
    Page(
        "B12",
        "No two questions are the same",
        "The second one asks what was asked. Two that are alike on purpose name each other under 'enemies'.",
        "the same stem with another organ",
        "another side of the matter",
    ),
    Page(
        "B13",
        "A question has few enemies",
        "Enemies never meet in one sitting, so many of them make a small bank of a large one.",
        "five enemies among twelve questions",
        "at most 15 %; two are always fine",
    ),
    Page(
        "B14",
        "No question tells the answer of another",
        "Who has read the first one need not know the second.",
        "one stem explains what the next one asks",
        "the two are enemies, or one says less",
    ),
    Page(
        "B15",
        "Every competency has four questions or more",
        "Fewer say nothing about it. How many there are beside the plan is reported.",
        "a competency with one question",
        "twelve, as the blueprint says",
    ),
    Page(
        "B16",
        "Recall, application and analysis are reported beside the plan",
        "The plan guides writers. A limit would only change what questions are called.",
        "analysis written over a question of recall",
        "what it takes, called by its name",
    ),
    Page(
        "B17",
        "Ratings are reported",
        "They are estimates; a wanted mean or spread would bend them, and the line of readiness with them.",
        "a rating raised because too few are easy",
        "the mean of three raters",
    ),
    Page(
        "B18",
        "No source carries too much",
        "A quarter of the questions is the most for a source, three written ones for one place in it.",
        "half the bank from one chapter",
        "many sources, each for what it is the authority on",
    ),
    Page(
        "B19",
        "The bank as a whole reads easily",
        "Half of the longer questions at school grade 8 or under, nine in ten at 10 or under; papers of the job apart.",
        "a median of grade 11",
        "a median of grade 7",
    ),
    Page(
        "B20",
        "People are not cast by role",
        "Doctors who are all men and clerks who are all women teach something else than coding.",
        "every nurse is 'she'",
        "as many of either, in every role",
    ),
    Page(
        "B21",
        "A template makes 200 different questions, each with one right answer",
        "A question that repeats is learned by heart, and one that cannot be made ends a quiz.",
        "40 different questions, one of them with two right lines",
        "10,000 tried, none with a fault",
    ),
    Page(
        "B22",
        "Blind answers earn nothing and make nobody ready",
        "Ten thousand people who look at nothing but number, order and length go through the real scoring.",
        "3 % of them called ready",
        "none",
    ),
    Page(
        "B23",
        "Who comes back meets new questions",
        "What is remembered is not measured.",
        "half the questions of the last time",
        "at most a fifth",
    ),
    Page(
        "B25",
        "Eight questions of a template teach nothing but the skill",
        "A guesser who has seen eight of them remembers labels, places and fixed sentences, and marks what was marked. "
        "What it gains is reported.",
        "the same sentence is always the wrong one",
        "thirty different errors, each anywhere",
    ),
    Page(
        "B26",
        "The labels of lines tell nothing",
        "Who only reads 'Birth date' and 'Phone', not what stands beside them, must stay within 3 points of chance.",
        "the birth date differs in every second record",
        "each field differs as often as any other",
    ),
    Page(
        "H04",
        "At most two rules of guessing are off chance as warned",
        "Each may be chance; three are a habit of the writers.",
        "three warnings of B02 to B08",
        "one or none",
    ),
    Page(
        "H05",
        "What was measured is measured on the text as it stands",
        "Another text may be harder. Until it is measured again, the rating counts.",
        "calibration.yaml names an older text",
        "readiness calibrate, run again",
    ),
    Page(
        "C01",
        "What is said of the work belongs to the bank",
        "Facts about one occupation beside questions about another would mislead whoever decides by them.",
        "bank: my-course, beside a blueprint that says bank: pharmacy",
        "the same short name in both",
    ),
    Page(
        "C02",
        "Facts about the work are of the last 18 months, or said to be past",
        "Pay, jobs and fees change every year; an old figure told as what holds today is wrong.",
        'as_of: "2023-05", told in 2026',
        'as_of: "2026-05", or past: true',
    ),
)
