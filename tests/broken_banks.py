"""Ways to break the small bank, each with every problem that must be reported, word for word."""

from __future__ import annotations

# One text of the file, what replaces it, and the problems ("questions/" left out).
INCIDENTS_CASES: list[tuple[str, ...]] = [
    (
        "    why: The officer starts",
        "    wyh: The officer starts",
        "privacy/incidents.yaml:14:5: unknown key 'wyh'; did you mean 'why'?",
    ),
    (
        "review_by:",
        "remarks:",
        "privacy/incidents.yaml:16:5: unknown key 'remarks'; known here: id, type, cognition, rating, "
        "seconds, stem, exhibit, options, key, shuffle, why, source, review_by, enemies, codes, hint",
    ),
    ("key: a\n", "key: a\n    spots: {a: b}\n", "privacy/incidents.yaml:14:5: 'spots' does not belong to a choice item"),
    ("    why: The rule decides.\n", "", "privacy/incidents.yaml:17:5: 'why' is missing"),
    (
        "    key: a\n",
        "    key: a\n    key: b\n",
        "privacy/incidents.yaml:14:5: the key 'key' is here twice (first on line 13)",
    ),
    (
        "type: choice",
        "type: chioce",
        "privacy/incidents.yaml:5:11: 'chioce' is not one of choice, judgement, mark, order, entry; did you mean 'choice'?",
    ),
    (
        "text: The officer,",
        "text: NO,",
        "privacy/incidents.yaml:11:17: YAML reads NO as true/false here; text is wanted: write 'NO' in quotes",
    ),
    (
        'at: "§164.404"',
        "at: on",
        "privacy/incidents.yaml:15:29: YAML reads on as true/false here; text is wanted: write 'on' in quotes",
    ),
    (
        "seconds: 30",
        "seconds: 1:30",
        "privacy/incidents.yaml:8:14: a number is wanted, this is '1:30' (YAML would read it in base 60 or 8)",
    ),
    (
        "seconds: 30",
        "seconds: 010",
        "privacy/incidents.yaml:8:14: a number is wanted, this is '010' (YAML would read it in base 60 or 8)",
    ),
    (
        "seconds: 30",
        "seconds: 1e2",
        "privacy/incidents.yaml:8:14: a number is wanted, this is '1e2' (write it in digits, like 12 or 0.5)",
    ),
    (
        "rating: 0.7",
        "rating: .7",
        "privacy/incidents.yaml:7:13: a number is wanted, this is '.7' (write it in digits, like 12 or 0.5)",
    ),
    (
        "rating: 0.7",
        'rating: "0.7"',
        "privacy/incidents.yaml:7:13: a number is wanted, this is '0.7' (take the quotes away)",
    ),
    ("rating: 0.7", "rating: high", "privacy/incidents.yaml:7:13: a number is wanted, this is 'high'"),
    (
        'review_by: "2027-11-30"',
        "review_by: 2027-11-30",
        "privacy/incidents.yaml:16:16: YAML reads 2027-11-30 as a date here; text is wanted: write '2027-11-30' in quotes",
    ),
    ('"2027-11-30"', '"2027-02-30"', "privacy/incidents.yaml:16:16: there is no such day as 2027-02-30"),
    ('"2027-11-30"', "soon", "privacy/incidents.yaml:16:16: 'soon' does not fit: write the date like \"2027-10-01\""),
    (
        'at: "§164.404"',
        "at: 164.404",
        "privacy/incidents.yaml:15:29: YAML reads 164.404 as a number here; text is wanted: write '164.404' in quotes",
    ),
    (
        'at: "§164.404"',
        "at: 1e3",
        "privacy/incidents.yaml:15:29: YAML reads 1e3 as a number here; text is wanted: write '1e3' in quotes",
    ),
    ("stem: Who is told first?", "stem:", "privacy/incidents.yaml:9:10: text is wanted here, nothing is written"),
    (
        "stem: Who is told first?",
        "stem: ~",
        "privacy/incidents.yaml:9:11: YAML reads ~ as nothing here; text is wanted: write '~' in quotes",
    ),
    ("stem: Who is told first?", 'stem: " "', "privacy/incidents.yaml:9:11: this text is empty: write some text"),
    (
        "stem: Who is told first?",
        "stem: Who is told #1 first? # or not",
        "privacy/incidents.yaml:9:23: everything after ' #' is a YAML comment and is not shown; put the text in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: Who is told\n     first # or not",
        "privacy/incidents.yaml:10:12: everything after ' #' is a YAML comment and is not shown; put the text in quotes",
    ),
    (
        "      Tell the officer.\n",
        "      Tell **the** officer.\n      | a | b |\n",
        "privacy/incidents.yaml:29:12: in the exhibit: bold is for a title only: **Title**, on a line of its own",
        "privacy/incidents.yaml:30:7: in the exhibit: a table has at least one row below its head",
        "privacy/incidents.yaml:30:7: in the exhibit: below the first row of a table stands its rule, such as | --- | --- |",
    ),
    (
        "    exhibit: |\n      **RULE**\n      Tell the officer.\n",
        '    exhibit: "RULE\\n\\n* Tell the officer."\n',
        "privacy/incidents.yaml:27:14: in the exhibit: an entry of a list begins with '- '",
    ),
    (
        "critical: true",
        "critical: yes",
        "privacy/incidents.yaml:40:15: true or false is wanted, this is 'yes' (write true, without quotes)",
    ),
    (
        "critical: true",
        'critical: "true"',
        "privacy/incidents.yaml:40:15: true or false is wanted, this is 'true' (write true, without quotes)",
    ),
    ("key: a\n", "key: a\n    critical: true\n", "privacy/incidents.yaml:14:5: 'critical' does not belong to a choice item"),
    (
        'source: [{id: rule, at: "§164.404"}]',
        "source: rule",
        "privacy/incidents.yaml:15:13: a list is wanted here, this is 'rule'",
    ),
    ("key: a\n", "key: [a]\n", "privacy/incidents.yaml:13:10: text is wanted here, this is a list"),
    (
        "a: {text: The officer, why: The rule says so.}",
        "a: The officer",
        "privacy/incidents.yaml:11:10: a block of keys and values is wanted here, this is 'The officer'",
    ),
    (
        "      a: {text: The officer, why: The rule says so.}\n      b: {text: The patient, why: That comes later.}\n",
        "      - The officer\n",
        "privacy/incidents.yaml:11:7: a block of keys and values is wanted here, this is a list",
    ),
    ('source: [{id: rule, at: "§164.404"}]', "source: []", "privacy/incidents.yaml:15:13: at least 1 is wanted here, not 0"),
    ("rating: 0.7", "rating: 1", "privacy/incidents.yaml:7:13: 1 does not fit: it must be less than 1"),
    ("seconds: 30", "seconds: 1", "privacy/incidents.yaml:8:14: 1 does not fit: it must be at least 5"),
    (
        "rating: 0.7",
        "rating: 0.70000000000000000000",
        "privacy/incidents.yaml:7:13: 0.70000000000000000000 has too many digits; at most 16 are read",
    ),
    (
        "      b: {text: The patient, why: That comes later.}\n",
        "",
        "privacy/incidents.yaml:11:7: at least 2 are wanted here, not 1",
    ),
    (
        "      b: {text: The patient, why: That comes later.}\n",
        "".join(f"      {id}: {{text: Person {id}, why: No.}}\n" for id in "bcdefg"),
        "privacy/incidents.yaml:11:7: at most 6 are wanted here, not 7",
    ),
    (
        "text: The patient,",
        f"text: {'x' * 1001},",
        "privacy/incidents.yaml:12:17: this text is too long: 1001 characters, at most 1000",
    ),
    ("      d: {text: Tell a friend, why: Gossip.}\n", "", "privacy/incidents.yaml:31:7: exactly 4 are wanted here, not 3"),
    ("key: a\n", "key: d\n", "privacy/incidents.yaml:13:10: 'd' is not one of the options: a, b"),
    ("worst: c", "worst: a", "privacy/incidents.yaml:36:12: best and worst must be different options"),
    ("worst: c", "worst: e", "privacy/incidents.yaml:36:12: 'e' is not one of the options: a, b, c, d"),
    ("text: The patient,", "text: the  Officer,", "privacy/incidents.yaml:12:17: the options a and b say the same"),
    (
        "      b: {text: The patient",
        "      no: {text: The patient",
        "privacy/incidents.yaml:12:7: YAML reads no as true/false here; text is wanted: write 'no' in quotes",
    ),
    (
        "      b: {text: The patient",
        "      B: {text: The patient",
        "privacy/incidents.yaml:12:7: 'B' does not fit: use a small letter first, then small letters, digits, - and _",
    ),
    (
        "text: The officer,",
        'text: "The\\nofficer",',
        "privacy/incidents.yaml:11:17: 'The officer' does not fit: write one line of text",
    ),
    (
        "text: The officer,",
        'text: "The \\e[31mofficer",',
        "privacy/incidents.yaml:11:17: this text holds an invisible character (U+001B); take it out",
    ),
    (
        "text: The officer,",
        'text: "The \u202eofficer",',
        "privacy/incidents.yaml:11:17: this text holds an invisible character (U+202E); take it out",
    ),
    ("text: The officer,", 'text: "The\\tofficer",', "privacy/incidents.yaml:11:17: this text holds a tab; write spaces"),
    (
        "id: incidents-02",
        "id: incidents-01",
        "privacy/incidents.yaml:17:9: the id 'incidents-01' is used twice (first at questions/privacy/incidents.yaml:4)",
        "privacy/incidents.yaml:39:15: an item is no enemy of its own",
    ),
    (
        "id: incidents-02",
        "id: Incidents-02",
        "privacy/incidents.yaml:17:9: 'Incidents-02' does not fit: use small letters, digits and single "
        "hyphens, such as word-parts",
    ),
    (
        "id: incidents-02",
        'id: "incidents-02\\n"',
        "privacy/incidents.yaml:17:9: 'incidents-02 ' does not fit: use small letters, digits and single "
        "hyphens, such as word-parts",
    ),
    (
        "id: incidents-02",
        "id: incident-02",
        "privacy/incidents.yaml:17:9: 'incident-02' must start with its competency: 'incidents-'",
    ),
    (
        "enemies: [incidents-01]",
        "enemies: [incidents-03]",
        "privacy/incidents.yaml:39:15: there is no item 'incidents-03' in this bank; did you mean 'incidents-02'?",
    ),
    ("enemies: [incidents-01]", "enemies: [incidents-02]", "privacy/incidents.yaml:39:15: an item is no enemy of its own"),
    (
        "enemies: [incidents-01]",
        "enemies: [incidents-01, incidents-01]",
        "privacy/incidents.yaml:39:29: 'incidents-01' is in this list twice",
    ),
    (
        'source: [{id: rule, at: "§164.404"}]',
        "source: [{id: rules, at: x}]",
        "privacy/incidents.yaml:15:19: sources.yaml has no 'rules'; did you mean 'rule'?",
    ),
    (
        "competency: incidents",
        "competency: incident",
        "privacy/incidents.yaml:2:13: blueprint.yaml has no competency 'incident'; did you mean 'incidents'?",
        "privacy/incidents.yaml:4:9: 'incidents-01' must start with its competency: 'incident-'",
        "privacy/incidents.yaml:17:9: 'incidents-02' must start with its competency: 'incident-'",
    ),
    (
        "competency: incidents",
        "competency: word-parts",
        "privacy/incidents.yaml:2:13: 'word-parts' belongs to 'language': move this file to the folder 'language'",
        "privacy/incidents.yaml:2:13: this file must be called word-parts.yaml, after its competency",
        "privacy/incidents.yaml:4:9: 'incidents-01' must start with its competency: 'word-parts-'",
        "privacy/incidents.yaml:17:9: 'incidents-02' must start with its competency: 'word-parts-'",
    ),
    (
        "key: a\n",
        "key: a\n    codes: CPT\n",
        "privacy/incidents.yaml:14:12: 'CPT' does not fit: write none, fictional, hcpcs2, or icd10cm-FY "
        "and the year, such as icd10cm-FY2027",
    ),
    (
        "stem: Who is told first?",
        "stem: &q Who is told first?",
        "privacy/incidents.yaml:9:11: '&q' is a YAML anchor, and a bank has none; put text in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: *q",
        "privacy/incidents.yaml:9:11: '*q' is a YAML alias, and a bank has none; put text in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: *Who* is told first?",
        "privacy/incidents.yaml:9:11: not valid YAML: text that starts with '*' must be in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: !!python/name:os.system Who",
        "privacy/incidents.yaml:9:11: '!' starts a YAML tag, and a bank has none; put text in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: Rule: who is told first?",
        "privacy/incidents.yaml:9:15: not valid YAML: text that holds ': ' must be in quotes",
    ),
    (
        "    stem: Who is told first?",
        "     stem: Who is told first?",
        "privacy/incidents.yaml:9:10: not valid YAML: 'stem' is indented too far for a key: line it up with the keys "
        "around it (or, if it is text, put that in quotes)",
    ),
    (
        "stem: Who is told first?",
        "stem: Who is\n      told: first?",
        "privacy/incidents.yaml:10:11: not valid YAML: 'told' is indented too far for a key: line it up with the keys "
        "around it (or, if it is text, put that in quotes)",
    ),
    (
        "stem: Who is told first?",
        "stem: @home, who is told first?",
        "privacy/incidents.yaml:9:11: not valid YAML: text that starts with '@' must be in quotes",
    ),
    (
        "stem: Who is told first?",
        "stem: %50 who is told first?",
        "privacy/incidents.yaml:9:11: not valid YAML: text that starts with '%' must be in quotes",
    ),
    ("    key: a\n", "\tkey: a\n", "privacy/incidents.yaml:13:1: not valid YAML: a tab stands here; indent with spaces"),
    (
        "stem: Who is told first?",
        'stem: "Who is told first?',
        "privacy/incidents.yaml:15:30: not valid YAML: this does not fit with what stands above it; check "
        "its quotes and how far it is indented",
    ),
    (
        "stem: Who is told first?",
        "stem: 'What's told first?'",
        "privacy/incidents.yaml:9:17: not valid YAML: this does not fit with what stands above it; check "
        "its quotes and how far it is indented",
    ),
    (
        "key: a\n",
        "key: [a\n",
        "privacy/incidents.yaml:13:10: not valid YAML: what opens here with [ or { is not closed, or a "
        "comma is missing in it",
    ),
    (
        "    key: a\n",
        "   key: a\n",
        "privacy/incidents.yaml:13:4: not valid YAML: this does not fit with what stands above it; check "
        "its quotes and how far it is indented",
    ),
    (
        "    key: a\n",
        "    key a\n",
        "privacy/incidents.yaml:13:5: not valid YAML: this line is not 'key: value'; check its quotes and "
        "how far it is indented",
    ),
    (
        "competency: incidents\n",
        "---\ncompetency: incidents\n---\n",
        "privacy/incidents.yaml:3:1: 'items' is missing",
        "privacy/incidents.yaml:4:1: a second document starts here; take this '---' away, or make it another file",
    ),
    (
        "competency: incidents\n",
        "%YAML 1.1\n---\ncompetency: incidents\n",
        "privacy/incidents.yaml:1:1: take the lines that start with '%' away",
    ),
    (
        "    key: a\n",
        "    ? [key]\n    : a\n",
        "privacy/incidents.yaml:4:5: 'key' is missing",
        "privacy/incidents.yaml:13:7: a key is wanted here, this is a list or a block of keys",
    ),
    (
        "    key: a\n",
        "    key: a\n    <<: {codes: none}\n",
        "privacy/incidents.yaml:14:5: unknown key '<<'; known here: id, type, cognition, rating, seconds, "
        "stem, exhibit, options, key, shuffle, why, source, review_by, enemies, codes, hint",
    ),
    (
        "stem: Who is told first?",
        'stem: "Who is\\q told first?"',
        "privacy/incidents.yaml:9:11: not valid YAML: in double quotes a backslash starts a code such as "
        "\\n; write \\\\ for a backslash itself",
    ),
]

WORDS_CASES: list[tuple[str, ...]] = [
    (
        "    records: {left: Registration, right: Claim}\n",
        "",
        "language/word-parts.yaml:20:7: a spot with a left and a right needs 'records', which names the two records",
        "language/word-parts.yaml:21:7: a spot with a left and a right needs 'records', which names the two records",
    ),
    (
        "    spots: {s1:",
        "    records: {left: A, right: B}\n    spots: {s1:",
        "language/word-parts.yaml:9:5: two records are named, but no spot has a left and a right",
    ),
    (
        'right: "1971-09-04"',
        'right: "1971-04-09"',
        "language/word-parts.yaml:24:5: left and right are the same in every keyed spot; at least one must differ",
    ),
    ("{label: Record, left: TST-0041, right", "{label: Record, right", "language/word-parts.yaml:22:12: 'left' is missing"),
    (
        "key: [s2]",
        "key: [s1, s2, s3, s4, s5]",
        "language/word-parts.yaml:10:5: every spot is keyed; at least one must not be",
    ),
    ("key: [s2]", "key: [s2, s6]", "language/word-parts.yaml:10:15: 's6' is not one of the spots: s1, s2, s3, s4, s5"),
    ("key: [s2]", "key: []", "language/word-parts.yaml:10:10: at least 1 is wanted here, not 0"),
    ("key: [s2]", "key: [s2, s2]", "language/word-parts.yaml:10:15: 's2' is in this list twice"),
    ("key: [p1, [p3, p2]]", "key: [p1, p3]", "language/word-parts.yaml:34:5: every piece must have its place; missing: p2"),
    ("key: [p1, [p3, p2]]", "key: [p1, [p3, p2], p1]", "language/word-parts.yaml:34:25: 'p1' is placed twice"),
    (
        "key: [p1, [p3, p2]]",
        "key: [p1, p3, p4]",
        "language/word-parts.yaml:34:5: every piece must have its place; missing: p2",
        "language/word-parts.yaml:34:19: 'p4' is not one of the pieces: p1, p2, p3",
    ),
    ("key: [p1, [p3, p2]]", "key: [[p1, p3, p2]]", "language/word-parts.yaml:34:10: at least 2 are wanted here, not 1"),
    ("key: [p1, [p3, p2]]", "key: [p1, [p3], p2]", "language/word-parts.yaml:34:15: at least 2 are wanted here, not 1"),
    (
        "pieces: {p1: one, p2: two, p3: two as well}",
        "pieces: {p1: one, p2: two}",
        "language/word-parts.yaml:33:13: at least 3 are wanted here, not 2",
        "language/word-parts.yaml:34:16: 'p3' is not one of the pieces: p1, p2",
    ),
    (
        "pieces: {p1: one, p2: two, p3: two as well}",
        "pieces: {p1: one, p2: two, p3: two as well, p4: 'four', p5: 'five', p6: 'six', p7: 'seven', p8: 'eight'}",
        "language/word-parts.yaml:33:13: at most 7 are wanted here, not 8",
        "language/word-parts.yaml:34:5: every piece must have its place; missing: p4, p5, p6, p7, p8",
    ),
    (
        'accept: ["2026-03-04"]',
        'accept: ["2026-02-30"]',
        "language/word-parts.yaml:45:14: '2026-02-30' cannot be read as a date: there is no such day; "
        "write the date like 3/4/2026, March 4 2026 or 2026-03-04",
    ),
    (
        'accept: ["2026-03-04"]',
        "accept: [2026-03-04]",
        "language/word-parts.yaml:45:14: YAML reads 2026-03-04 as a date here; text is wanted: write '2026-03-04' in quotes",
    ),
    (
        "form: date",
        "form: number",
        "language/word-parts.yaml:45:14: '2026-03-04' cannot be read as a number: write the number alone, in digits, like "
        "12 or 12.5",
    ),
    (
        "number: 12.50",
        'number: 12.50\n    accept: ["12"]',
        "language/word-parts.yaml:56:5: 'accept' does not belong to an entry item with 'number'",
    ),
    (
        "    number: 12.50\n",
        "",
        "language/word-parts.yaml:48:5: 'accept' is missing",
        "language/word-parts.yaml:55:5: 'within' does not belong to an entry item with 'accept'",
    ),
    ("    form: number", "    form: word", "language/word-parts.yaml:54:11: 'number' is wanted here, this is 'word'"),
    (
        "template: decode-word",
        "template: decode-words",
        "language/word-parts.yaml:64:15: there is no template 'decode-words'; did you mean 'decode-word'?",
    ),
    (
        "with: {part: ending}",
        "with: {part: middle, size: 2}",
        "language/word-parts.yaml:65:18: 'middle' is not one of root, ending, rare-root, rare-ending",
        "language/word-parts.yaml:65:26: unknown key 'size'; known here: part",
    ),
    ("    with: {part: ending}\n", "", "language/word-parts.yaml:59:5: 'with' is missing"),
    (
        "with: {part: ending}",
        "with: ending",
        "language/word-parts.yaml:65:11: a block of keys and values is wanted here, this is 'ending'",
    ),
    (
        "    type: choice",
        "    type: entry",
        "language/word-parts.yaml:60:11: the template 'decode-word' makes items of the type choice",
    ),
    (
        "template: decode-word",
        "template: decode-word\n    stem: Hello?",
        "language/word-parts.yaml:65:5: 'stem' does not belong to a generated item",
    ),
    (
        "    template: decode-word\n    with: {part: ending}",
        "    template: compare-records\n    with: {fields: 5, differences: 3}",
        "language/word-parts.yaml:65:5: 3 differences need at least 9 fields, this has 5",
    ),
]

BLUEPRINT_CASES: list[tuple[str, ...]] = [
    (
        "skill: language",
        "skill: langauge",
        "blueprint.yaml:5:3: the skill 'language' has no competency",
        "blueprint.yaml:8:12: there is no skill 'langauge'; did you mean 'language'?",
    ),
    (
        "needs: [word-parts]",
        "needs: [word-part]",
        "blueprint.yaml:18:13: there is no competency 'word-part'; did you mean 'word-parts'?",
    ),
    (
        "needs: [word-parts]",
        "needs: [incidents]",
        "blueprint.yaml:18:13: these need each other, so none can be studied first: incidents needs incidents",
    ),
    (
        "    weight: 1\n",
        "    weight: 1\n    needs: [incidents]\n",
        "blueprint.yaml:19:13: these need each other, so none can be studied first: word-parts needs "
        "incidents needs word-parts",
    ),
    ("source: rule", "source: rulebook", "blueprint.yaml:20:18: sources.yaml has no 'rulebook'; did you mean 'rule'?"),
    ("minutes: 15", "minutes: 15.5", "blueprint.yaml:20:51: a whole number is wanted, this is 15.5"),
    (
        'version: "1.0"',
        "version: 1.0",
        "blueprint.yaml:2:10: YAML reads 1.0 as a number here; text is wanted: write '1.0' in quotes",
    ),
    ("weight: 3", "weight: 0", "blueprint.yaml:17:13: 0 does not fit: it must be more than 0"),
    (
        "weight: 1.5}",
        "weight: 1.5}\n  care: {title: Care, about: Care., weight: 1}",
        "blueprint.yaml:6:3: the skill 'care' has no competency",
    ),
    ("items: 2", "items: 0", "blueprint.yaml:21:12: 0 does not fit: it must be at least 1"),
    ("application: 50.5, ", "", "blueprint.yaml:4:76: 'application' is missing"),
    ("recall: 30", "recall: 101", "blueprint.yaml:4:85: 101 does not fit: it must be at most 100"),
    (
        "analysis: 20",
        "analysis: 20, synthesis: 5",
        "blueprint.yaml:4:122: unknown key 'synthesis'; known here: recall, application, analysis",
    ),
    (
        "forms:",
        "  other: {skill: care, title: O, about: O., weight: 1, study: [{source: rule, part: p, minutes: 1}]}\nforms:",
        "blueprint.yaml:22:18: there is no skill 'care'",
    ),
    (
        "forms: {quick: {per_skill: 5}}",
        "forms: [quick]",
        "blueprint.yaml:22:8: a block of keys and values is wanted here, this is a list",
    ),
    ("skills:\n", "skill:\n", "blueprint.yaml:3:1: unknown key 'skill'; did you mean 'skills'?"),
]

SOURCES_CASES: list[tuple[str, ...]] = [
    (
        "https://example.org/words",
        "example.org",
        "sources.yaml:4:8: 'example.org' does not fit: write the whole web address, such as https://www.hhs.gov/hipaa/",
    ),
    ("cost: free", "cost: gratis", "sources.yaml:5:9: 'gratis' is not one of free, paid"),
    (
        "rule: {",
        "rules: {",
        "blueprint.yaml:20:18: sources.yaml has no 'rule'; did you mean 'rules'?",
        "privacy/incidents.yaml:15:19: sources.yaml has no 'rule'; did you mean 'rules'?",
        "privacy/incidents.yaml:38:19: sources.yaml has no 'rule'; did you mean 'rules'?",
    ),
]

BROKEN = [
    (file, *case)
    for file, cases in (
        ("privacy/incidents.yaml", INCIDENTS_CASES),
        ("language/word-parts.yaml", WORDS_CASES),
        ("blueprint.yaml", BLUEPRINT_CASES),
        ("sources.yaml", SOURCES_CASES),
    )
    for case in cases
]
