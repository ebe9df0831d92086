"""A small program that uses the library, as others would write it: it passes ``mypy --strict`` and ends without an error.

It stands alone: ``.ci/run`` checks and runs it against the installed wheel, away from the checkout.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from readiness import (
    BankError,
    Brief,
    Comparison,
    Form,
    Item,
    ItemBank,
    Problem,
    Report,
    Response,
    ResponseError,
    Selector,
    SheetError,
    assemble,
    compare,
    load_bank,
    read_sheet,
    render,
    schema,
    score,
    score_many,
)


def sitting(bank: ItemBank, seed: int) -> list[Response]:
    """The responses of someone who knows the answer to no question."""
    selector, responses = Selector(bank, "quick", seed=seed), list[Response]()
    while (id := selector.next()) is not None:
        view: dict[str, Any] = bank.view(id, order_seed=selector.seed)
        assert view["item"] == id
        responses.append(Response(id, None, 20.0))
        selector.answer(responses[-1])
    return responses


def problems_of(folder: str) -> tuple[Problem, ...]:
    """What is wrong with the bank in a folder."""
    try:
        load_bank(folder)
    except BankError as error:
        return error.problems
    return ()


def refused(bank: ItemBank, answer: object) -> str:
    """Why an answer does not fit the first question of a form."""
    form: Form = assemble(bank, "quick", seed=7)
    item: Item = bank.item(form.items[0])
    try:
        score(bank, {"sheet": 1, "responses": [{"item": item.id, "answer": answer}]})
    except SheetError as error:
        return f"sheet: {error}"
    except ResponseError as error:
        return f"{error.item}: {error.got!r} is not {error.wanted}"
    return ""


def main() -> None:
    bank = load_bank()
    responses = sitting(bank, 7)
    report: Report = score(bank, responses)
    brief: Brief = next(score_many(bank, [responses]))
    comparison: Comparison = compare(report, report)
    level: str = report.skills["privacy"].level
    odds: float | None = report.skills["privacy"].odds
    assert brief.verdict == report.verdict
    assert comparison.same_bank
    assert odds is not None
    assert schema("report")["type"] == "object"
    assert read_sheet('{"sheet": 1, "responses": []}') == []
    assert problems_of("/nowhere")
    assert refused(bank, 3.5)
    print(level, round(odds, 2), len(render(report, today=date(2026, 11, 23), width=80).splitlines()) > 20)


if __name__ == "__main__":
    main()
