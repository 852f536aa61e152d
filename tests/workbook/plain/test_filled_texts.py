"""Texts of a row that are found without reading the short ones are those of its cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.workbook.plain.filled_texts import texts_of, texts_of_row
from tests.xlsx.cells.test_plain_row import row_of

insides = st.sampled_from(
    [
        "><v>12</v></c>", "><v>0.6889999999999999</v></c>", "><v>1_000_000_000</v></c>",
        "><v>   1_0      </v></c>", "><v>             </v></c>", "><v></v></c>", "/>",
        ' t="s"><v>1</v></c>', ' t="str"><v>a long text of it</v></c>', ' t="e"><v>#N/A</v></c>',
        ' s="7"><v>44000.000000001</v></c>', ' t="b"><v>1</v></c>', ' t="s"><v>0</v></c>',
        ' t="inlineStr"><is><t>four</t></is></c>', ' t="inlineStr"><is><t></t></is></c>',
        ' t="inlineStr"><is><t>&amp;&amp;&amp;</t></is></c>',
        ' t="inlineStr"><is><t>more than twelve letters</t></is></c>',
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(insides, max_size=8), st.integers(1, 14))
def test_texts_are_those_of_the_cells(cells: list[str], shortest: int) -> None:
    source = "".join(
        f'<c r="{letter}3"{inside}' for letter, inside in zip("ABCDEFGH", cells, strict=False)
    )
    row = row_of(source)

    assert row is not None
    every = dict(row)
    expected = list(texts_of((c for c in every.values() if not c.is_blank), shortest))
    assert list(texts_of_row(row, shortest)) == expected == list(texts_of_row(every, shortest))
