from __future__ import annotations

from kpibook.domain.report.printed import of_block, of_count, of_paragraph, printed_of
from kpibook.domain.report.report import Paragraph
from tests.domain.reported import a_block, a_report, a_reported_row


def test_ids_are_unique_in_a_report() -> None:
    report = a_report(
        a_reported_row("PI.1", "60", "70", "75", "80"), a_reported_row("PI.2", None, "[c]")
    )

    ids = [item.id for item in printed_of(report)]

    assert len(ids) == len(set(ids)) > 20


def test_every_figure_of_a_report_is_an_item() -> None:
    report = a_report(a_reported_row("PI.1", "60", "70", "75", "80"))

    items = {item.id: item.text for item in printed_of(report)}

    assert {figure.id: figure.text for figure in report.figures}.items() <= items.items()
    assert {each.text for each in report.summary.sentences} <= set(items.values())


def test_measures_left_out_of_the_exceptions_are_not_printed() -> None:
    rows = (a_reported_row("PI.1", "60"), a_reported_row("PI.2", "90"))

    refs = {item.ref for item in printed_of(a_report(*rows, only_exceptions=True))}

    assert refs == {"", "PI.1"}


def test_sentences_on_a_measure_come_from_the_cell_of_its_figure() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70"))

    sentences = list(of_block(block))

    assert {each.part for each in sentences} == {"status", "reason", "direction", "attention"}
    assert all(each.origin == block.actual.origin and not each.value for each in sentences)
    assert next(iter(sentences)).text == block.status_words


def test_an_item_is_named_in_words() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70"))

    assert of_block(block).status.name == "PI.1 status for Q3 2021/22"


def test_a_count_comes_with_its_share_and_its_measures() -> None:
    (count,) = a_report(a_reported_row("PI.1", "60"), a_reported_row("PI.2", "50")).summary.counts

    items = of_count(count)

    assert items.number.text == "2"
    assert items.share is not None
    assert items.share.text == "100%"
    assert items.which.text == "PI.1, PI.2"


def test_a_list_is_an_item_for_each_line() -> None:
    report = a_report(a_reported_row())

    items = of_paragraph(report, Paragraph(items=("a", "b"), filled=True, id="before.s1.p2"))

    assert [(item.id, item.text) for item in items] == [
        ("before.s1.p2.1", "a"), ("before.s1.p2.2", "b")
    ]  # fmt: skip
