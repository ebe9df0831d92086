"""Item families: each template makes a fresh instance of an item from a seed, the same on every machine.

A template proves its own key: one answer, by construction or by a solver. It gives the changing part of an item; the
bank keeps its id, rating, seconds and sources.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.model import Generated
from readiness.templates import (
    account_age,
    codebook_page,
    columns_to_remove,
    compare_card,
    compare_medicines,
    compare_order,
    compare_records,
    conditional_items,
    copied_list,
    decode_word,
    due_date,
    fair_question,
    finding_status,
    flawed_query,
    latest_day,
    letter_identifiers,
    may_be_coded,
    name_word,
    note_conflict,
    order_queue,
    plan_fit,
    point_table,
    queue_empty,
    release_queue,
    report_conflict,
    returned_claims,
    same_body_part,
    staff_backlog,
    stay_timeline,
    swap_beginning,
    two_limits,
    two_meanings,
    typed_amounts,
    typed_codes,
    unsafe_orders,
    visit_checklist,
    which_extract,
    work_time,
)


@dataclass(frozen=True, slots=True)
class Template:
    """One item family. ``schema`` is the JSON Schema (draft-07) of the ``with:`` block.

    ``generate(id, seed, params)`` makes an instance; it raises ValueError, in words for the author, when values that
    the schema allows do not go together.
    """

    name: str
    schema: Mapping[str, Any]
    generate: Callable[[str, int, Mapping[str, Any]], Generated]


TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        Template("compare-records", compare_records.SCHEMA, compare_records.generate),
        Template("decode-word", decode_word.SCHEMA, decode_word.generate),
        Template("due-date", due_date.SCHEMA, due_date.generate),
        Template("order-queue", order_queue.SCHEMA, order_queue.generate),
        Template("compare-order", compare_order.SCHEMA, compare_order.generate),
        Template("compare-card", compare_card.SCHEMA, compare_card.generate),
        Template("compare-medicines", compare_medicines.SCHEMA, compare_medicines.generate),
        Template("copied-list", copied_list.SCHEMA, copied_list.generate),
        Template("typed-codes", typed_codes.SCHEMA, typed_codes.generate),
        Template("typed-amounts", typed_amounts.SCHEMA, typed_amounts.generate),
        Template("visit-checklist", visit_checklist.SCHEMA, visit_checklist.generate),
        Template("conditional-items", conditional_items.SCHEMA, conditional_items.generate),
        Template("note-conflict", note_conflict.SCHEMA, note_conflict.generate),
        Template("report-conflict", report_conflict.SCHEMA, report_conflict.generate),
        Template("stay-timeline", stay_timeline.SCHEMA, stay_timeline.generate),
        Template("codebook-page", codebook_page.SCHEMA, codebook_page.generate),
        Template("point-table", point_table.SCHEMA, point_table.generate),
        Template("two-limits", two_limits.SCHEMA, two_limits.generate),
        Template("name-word", name_word.SCHEMA, name_word.generate),
        Template("swap-beginning", swap_beginning.SCHEMA, swap_beginning.generate),
        Template("same-body-part", same_body_part.SCHEMA, same_body_part.generate),
        Template("two-meanings", two_meanings.SCHEMA, two_meanings.generate),
        Template("unsafe-orders", unsafe_orders.SCHEMA, unsafe_orders.generate),
        Template("finding-status", finding_status.SCHEMA, finding_status.generate),
        Template("may-be-coded", may_be_coded.SCHEMA, may_be_coded.generate),
        Template("letter-identifiers", letter_identifiers.SCHEMA, letter_identifiers.generate),
        Template("which-extract", which_extract.SCHEMA, which_extract.generate),
        Template("columns-to-remove", columns_to_remove.SCHEMA, columns_to_remove.generate),
        Template("latest-day", latest_day.SCHEMA, latest_day.generate),
        Template("account-age", account_age.SCHEMA, account_age.generate),
        Template("work-time", work_time.SCHEMA, work_time.generate),
        Template("release-queue", release_queue.SCHEMA, release_queue.generate),
        Template("returned-claims", returned_claims.SCHEMA, returned_claims.generate),
        Template("plan-fit", plan_fit.SCHEMA, plan_fit.generate),
        Template("staff-backlog", staff_backlog.SCHEMA, staff_backlog.generate),
        Template("queue-empty", queue_empty.SCHEMA, queue_empty.generate),
        Template("flawed-query", flawed_query.SCHEMA, flawed_query.generate),
        Template("fair-question", fair_question.SCHEMA, fair_question.generate),
    )
}
