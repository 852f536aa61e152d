import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.values import (
    CellError,
    formula_content,
    number_from,
    stored,
    stored_result,
    text_content,
    text_from,
)
from kpibook.xlsx.xml import elements as xml

HERE = Location("b.xlsx", sheet="S", cell="A1")


def as_stored(value, prefix=b""):
    one = stored(value, prefix, epoch_1904=False, where=HERE)
    return one.kind, one.content.decode()


@pytest.mark.parametrize(
    ("value", "kind", "content"),
    [
        (0, "", "<v>0</v>"),
        (-7, "", "<v>-7</v>"),
        (12.5, "", "<v>12.5</v>"),
        (95.0, "", "<v>95</v>"),
        (-0.0, "", "<v>0</v>"),
        (0.1, "", "<v>0.1</v>"),
        (1e300, "", "<v>1e+300</v>"),
        (10**15, "", "<v>1000000000000000</v>"),
        (Decimal("0.30"), "", "<v>0.3</v>"),
        (Decimal("0.12345678901234567"), "", "<v>0.123456789012346</v>"),
        (True, "b", "<v>1</v>"),
        (False, "b", "<v>0</v>"),
        (CellError("#N/A"), "e", "<v>#N/A</v>"),
        (dt.date(2023, 3, 15), "", "<v>45000</v>"),
        (np.int64(3), "", "<v>3</v>"),
        (np.float64(0.5), "", "<v>0.5</v>"),
        (np.bool_(True), "b", "<v>1</v>"),
        (pd.Timestamp(2023, 3, 15), "", "<v>45000</v>"),
        (None, "", ""),
        ("", "inlineStr", "<is><t></t></is>"),
        ("a < b & c", "inlineStr", "<is><t>a &lt; b &amp; c</t></is>"),
        (" a", "inlineStr", '<is><t xml:space="preserve"> a</t></is>'),
    ],
    ids=str,
)
def test_a_value_is_stored_as_excel_stores_it(value, kind, content):
    assert as_stored(value) == (kind, content)


def test_elements_take_the_sheets_own_prefix():
    assert as_stored("a", b"x:")[1] == "<x:is><x:t>a</x:t></x:is>"
    assert as_stored(1, b"x:")[1] == "<x:v>1</x:v>"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (math.nan, "value-not-finite"),
        (math.inf, "value-not-finite"),
        (-math.inf, "value-not-finite"),
        (Decimal("NaN"), "value-not-finite"),
        (pd.NaT, "value-not-finite"),
        (1234567890123456, "number-too-precise"),
        (10**400, "number-too-precise"),
        ("x" * 32768, "text-too-long"),
        ("\U0001f600" * 16384, "text-too-long"),
        ("\ud800", "text-not-unicode"),
        (CellError("#SPILL!"), "error-value-unknown"),
        (CellError("#BOGUS!"), "error-value-unknown"),
        (b"bytes", "value-type"),
        ([1], "value-type"),
        (1 + 2j, "value-type"),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "date-time-zone"),
    ],
    ids=[
        "nan", "inf", "-inf", "decimal nan", "NaT", "16 digits", "400 digits", "32,768 letters",
        "32,768 halves", "half a letter", "new error", "no error", "bytes", "list", "complex",
        "time zone",
    ],
)  # fmt: skip
def test_a_value_no_cell_can_hold_is_refused_with_its_place(value, code):
    with pytest.raises(RefusedEdit) as caught:
        stored(value, b"", epoch_1904=False, where=HERE)

    assert caught.value.code == code
    assert caught.value.where == HERE


def test_a_text_of_the_longest_length_is_stored():
    assert as_stored("x" * 32767)[0] == "inlineStr"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5", "@here", "=cmd|'/C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(text):
    one = stored(text, b"", epoch_1904=False, where=HERE)

    assert one.quoted
    assert one.kind == "inlineStr"
    assert b"<f" not in one.content


@pytest.mark.parametrize("text", ["plain", "'=1", " =1", "", "5-3"])
def test_other_text_needs_no_quote(text):
    assert not stored(text, b"", epoch_1904=False, where=HERE).quoted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\rb", "a_x000D_b"),
        ("_x000D_", "_x005F_x000D_"),
        ("\x00", "_x0000_"),
        ("\x1b[31m", "_x001B_[31m"),
        ("\ufffe", "_xFFFE_"),
        ("a\nb\tc", "a\nb\tc"),
        ("_x00ZZ_", "_x00ZZ_"),
    ],
    ids=["carriage return", "looks escaped", "nul", "escape", "noncharacter", "kept", "no escape"],
)
def test_characters_xml_cannot_hold_are_escaped_both_ways(text, written):
    assert text_content(text, HERE).decode() == written
    assert text_from(written) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_reads_back_as_written(text):
    assert text_from(xml.unescape(text_content(text, HERE).decode())) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_reads_back_as_written(number):
    content = stored(number, b"", epoch_1904=False, where=HERE).content

    assert number_from(content.decode()[3:-4]) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("-0", 0), (" 7 ", 7), ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1E3", 1000.0),
        ("12345678901234567890", 12345678901234567890.0), ("5e-324", 5e-324),
        ("NaN", None), ("INF", None), ("1e309", None), ("0x10", None), ("1_000", None),
        ("１２", None), ("", None), ("1,5", None), ("٣", None),
    ],
)  # fmt: skip
def test_only_what_excel_takes_for_a_number_is_one(text, number):
    assert number_from(text) == number


@pytest.mark.parametrize(
    ("value", "kind", "content"),
    [
        ("text", "str", "<v>text</v>"),
        (3.5, "", "<v>3.5</v>"),
        (True, "b", "<v>1</v>"),
        (CellError("#REF!"), "e", "<v>#REF!</v>"),
        (None, "", ""),
    ],
    ids=str,
)
def test_a_formulas_result_is_stored_beside_it(value, kind, content):
    one = stored_result(value, b"", epoch_1904=False, where=HERE)

    assert (one.kind, one.content.decode()) == (kind, content)


def test_a_formula_loses_its_equals_sign_and_is_escaped():
    assert formula_content('=IF(A1<2,"a&b",0)', HERE) == b'IF(A1&lt;2,"a&amp;b",0)'


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("", "formula-empty"),
        ("=", "formula-empty"),
        ("=" + "1+" * 4096 + "1", "formula-too-long"),
        ("=A1\x00", "text-not-unicode"),
        ('="\ud800"', "text-not-unicode"),
    ],
    ids=["empty", "only a sign", "8,193 letters", "control character", "half a letter"],
)
def test_a_formula_no_cell_can_hold_is_refused(formula, code):
    with pytest.raises(RefusedEdit) as caught:
        formula_content(formula, HERE)

    assert caught.value.code == code
