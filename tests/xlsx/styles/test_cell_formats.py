import io
import re
import zipfile

import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Styles
from tests.xlsx.styled import MAIN, STRICT, a_book, a_stylesheet


@pytest.mark.parametrize(
    ("number", "code", "date"),
    [(0, "General", False), (9, "0%", False), (14, "mm-dd-yy", True), (22, "m/d/yy h:mm", True),
     (46, "[h]:mm:ss", True), (49, "@", False), (30, "General", True), (99, "General", False)],
)  # fmt: skip
def test_built_in_formats_are_known_by_number(number, code, date):
    styles = Styles(a_stylesheet([f'numFmtId="{number}"']))
    assert (styles.number_format(0), styles.is_date(0)) == (code, date)


def test_a_workbook_may_give_a_built_in_number_another_meaning():
    formats = '<numFmts><numFmt numFmtId="9" formatCode="d mmm"/></numFmts>'
    styles = Styles(a_stylesheet(['numFmtId="9"'], formats=formats))
    assert (styles.number_format(0), styles.is_date(0)) == ("d mmm", True)
    assert styles.format_id("0%") != 9


@pytest.mark.parametrize("prefix", ["", "x"], ids=["no prefix", "prefixed"])
@pytest.mark.parametrize("namespace", [MAIN, STRICT], ids=["transitional", "strict"])
def test_another_number_format_is_one_more_style_and_nothing_else_changes(prefix, namespace):
    before = a_stylesheet(
        ['numFmtId="0"', 'numFmtId="2" fontId="0" applyFont="1"'],
        prefix=prefix,
        namespace=namespace,
    )
    styles = Styles(before)
    new = styles.with_number_format(1, "0.000%")
    assert new == 2
    assert styles.with_number_format(1, "0.000%") == 2
    after = Styles(styles.sheet.result())
    assert [after.number_format(i) for i in range(3)] == ["General", "0.00", "0.000%"]
    kept = re.sub(rb"<x?:?numFmts.*?</x?:?numFmts>", b"", styles.sheet.result())
    p = f"{prefix}:".encode() if prefix else b""
    added = b'<%bxf numFmtId="164" fontId="0" applyFont="1" applyNumberFormat="1"/>' % p
    assert kept.replace(added, b"") == before


def test_an_index_that_does_not_exist_is_the_first_style():
    styles = Styles(a_stylesheet(['numFmtId="14"', 'numFmtId="2"']))
    assert styles.number_format(99) == "mm-dd-yy"
    assert styles.is_date(99) is True
    assert Styles(a_stylesheet([])).number_format(99) == "General"


def test_a_number_format_excel_would_not_open_is_refused():
    with pytest.raises(RefusedEdit) as caught:
        Styles(a_stylesheet([""])).with_number_format(0, "0" * 256)
    assert caught.value.code == "number-format-too-long"


def test_more_styles_than_excel_opens_are_refused():
    styles = Styles(a_stylesheet([f'fontId="{i}"' for i in range(65_490)]))
    with pytest.raises(RefusedEdit) as caught:
        styles.with_number_format(5, "0.0")
    assert caught.value.code == "too-many-styles"


def test_a_workbook_without_styles_gets_a_part_for_them():
    data = a_book(lambda book, sheet: sheet.write(0, 0, 1))
    bare = without(data, "xl/styles.xml")
    container = OpcPackage.from_bytes(bare, "a.xlsx")
    styles = Styles.of(container, "xl/workbook.xml")
    new = styles.with_number_format(0, "0.0%")
    styles.flush()
    again = Styles.of(container, "xl/workbook.xml")
    assert (len(again), again.number_format(new)) == (2, "0.0%")


def without(data, part):
    """The package without one part and all that is said of it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            said = rf"<(?:Override|Relationship)[^>]*{part.rpartition('/')[2]}[^>]*/>"
            if name != part:
                new.writestr(name, re.sub(said, "", content))
    return stream.getvalue()


def add_and_fail(styles):
    with styles.all_or_nothing():
        styles.with_number_format(0, "0.0000")
        raise KeyError


def test_what_is_added_before_an_error_is_taken_back():
    styles = Styles(a_stylesheet(['numFmtId="0"']))
    kept = styles.with_number_format(0, "0.000")
    before = styles.sheet.result()
    with pytest.raises(KeyError):
        add_and_fail(styles)
    assert styles.sheet.result() == before
    assert (len(styles), styles.number_format(kept)) == (2, "0.000")
    assert styles.with_number_format(0, "0.0000") == 2
    assert styles.number_format(2) == "0.0000"
