import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.cells.shared_strings import SharedStrings
from kpibook.xlsx.opc.opc_package import OpcPackage
from tests.support.packages import packed, parts

PART = "xl/sharedStrings.xml"


def strings(*texts, most=10_000_000, source=None):
    more = {PART: source} if source is not None else {}
    container = OpcPackage.from_bytes(packed(parts(texts=texts, more=more)), "b.xlsx")
    return SharedStrings(container, PART, most)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<t>plain</t>", "plain"),
        ('<t xml:space="preserve"> a </t>', " a "),
        ("<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>", "rich text"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr/>', "東京"),
        ("<t>a_x000D_b</t>", "a\rb"),
        ("<t>a &amp; b &#233;</t>", "a & b é"),
        ("<t/>", ""),
        ("", ""),
        ("<t>a\r\nb\rc</t>", "a\nb\nc"),
    ],
    ids=["plain", "spaces", "rich", "phonetic", "escape", "entities", "empty", "none", "lines"],
)  # fmt: skip
def test_a_text_is_what_excel_shows(source, text):
    assert strings(source).text(0) == text


def test_a_list_that_is_never_closed_is_refused():
    with pytest.raises(RefusedFile) as caught:
        strings("<rPh><t>never closed").text(0)

    assert caught.value.code == "xml-not-well-formed"


def test_texts_are_found_far_into_a_long_list():
    found = strings(*[f"<t>{n}</t>" for n in range(10_000)])

    assert found.text(9_999) == "9999"
    assert found.text(0) == "0"


@pytest.mark.parametrize("index", [-1, 1, 10**12])
def test_an_index_that_is_not_there_is_refused(index):
    with pytest.raises(RefusedFile) as caught:
        strings("<t>only</t>").text(index)

    assert caught.value.code == "string-missing"


def test_what_the_list_claims_of_its_length_is_not_believed():
    source = '<sst count="4294967295" uniqueCount="4294967295"><si><t>one</t></si></sst>'

    assert strings(source=source).text(0) == "one"


def test_a_list_larger_than_the_limit_is_refused():
    with pytest.raises(RefusedFile) as caught:
        strings("<t>" + "x" * 1000 + "</t>", most=500).text(0)

    assert caught.value.code == "part-too-large"
    assert "in Excel" in caught.value.fix


def test_a_workbook_without_a_list_has_no_texts():
    container = OpcPackage.from_bytes(packed(parts()), "b.xlsx")

    with pytest.raises(RefusedFile):
        SharedStrings(container, None, 100).text(0)


def test_a_prefixed_list_is_read():
    assert (
        strings(source='<x:sst xmlns:x="urn:x"><x:si><x:t>a</x:t></x:si><x:si/></x:sst>').text(0)
        == "a"
    )
