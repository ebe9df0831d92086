"""Our file for Anki, imported by Anki itself into a real collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.cli import main
from tests.bank_folder import write_bank

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="there is no wheel of anki for this system")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection: Any, file: Path) -> Any:
    """What Anki says of an import with all options as the file's own header has them."""
    from anki.import_export_pb2 import ImportCsvRequest

    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    return collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log


def export(file: Path, *arguments: str) -> None:
    assert main(["bank", "export", "anki", "-o", str(file), *arguments]) == 0


def test_anki_finds_every_question_of_the_shipped_bank(collection: Any, tmp_path: Path) -> None:
    file = tmp_path / "bank.txt"
    export(file)
    bank = load_bank(None)
    collection.decks.id(bank.words.title)  # Anki 24.11 puts notes in the deck that a file names only where there is one.
    log = imported(collection, file)
    assert len(log.new) == log.found_notes == collection.note_count()
    assert not [*log.empty_first_field, *log.missing_notetype, *log.missing_deck, *log.conflicting]
    guids = {collection.get_note(id).guid for id in collection.find_notes("deck:*")}
    assert {guid.partition("@")[0] for guid in guids} == {f"{bank.id}:{id}" for id in bank.items}
    assert len(collection.find_notes(f'"deck:{bank.words.title}"')) == len(guids)


def test_a_note_asks_in_front_and_explains_behind(collection: Any, tmp_path: Path) -> None:
    file = tmp_path / "bank.txt"
    export(file, "--bank", str(write_bank(tmp_path)))
    imported(collection, file)
    assert sorted(collection.tags.all()) == sorted(
        [f"cognition::{one}" for one in ("analysis", "application", "recall")]
        + ["small::language::word-parts", "small::privacy::incidents"]
        + [f"type::{one}" for one in ("choice", "entry", "judgement", "mark", "order")]
    )
    (id,) = collection.find_notes("tag:small::privacy::incidents tag:type::judgement")
    note = collection.get_note(id)
    front, back = (re.sub("<[^<>]+>", "|", field) for field in note.fields)
    assert (note.guid, note.note_type()["name"]) == ("small:incidents-02", "Basic")
    assert [part for part in unescape(front).split("|") if part.strip()] == [
        "RULE",
        "Tell the officer.",
        "A coder has sent a list to the wrong clinic. What should she do first?",
        "What is best, and what is worst?",
        "Tell the officer",
        "Tell the clinic",
        "Tell a friend",
        "Tell nobody",
    ]
    assert [part for part in unescape(back).split("|") if part.strip()] == [
        "Best: A. Tell the officer; Worst: D. Tell nobody",
        "The rule decides.",
        "A. Tell the officer: Best.",
        "B. Tell the clinic: Not enough.",
        "C. Tell a friend: Gossip.",
        "D. Tell nobody: Worst.",
        "Source: The Rule, §164.410 (An Office), ",
        "https://example.org/rule",
    ]


def test_imported_again_a_changed_question_takes_the_place_of_the_one_before(collection: Any, tmp_path: Path) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "bank.txt"
    export(file, "--bank", str(folder))
    imported(collection, file)
    before = collection.note_count()
    incidents = folder / "privacy" / "incidents.yaml"
    incidents.write_text(incidents.read_text(encoding="utf-8").replace("Who is told first?", "Who hears first?"), "utf-8")
    export(file, "--bank", str(folder))
    log = imported(collection, file)
    assert (len(log.new), len(log.updated), collection.note_count()) == (0, 1, before)
    assert len(collection.find_notes('"Who hears first?"')) == 1
