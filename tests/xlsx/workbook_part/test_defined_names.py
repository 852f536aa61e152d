import pytest

from kpibook.xlsx.workbook_part import defined_names
from kpibook.xlsx.workbook_part.defined_names import DefinedName

BOOK = (
    b'<workbook xmlns="urn:m"><sheets/><definedNames>'
    b"<definedName name=\"Period\">'This quarter'!$B$4</definedName>"
    b'<definedName name="_xlnm.Print_Area" localSheetId="1">Return!$A$1:$G$9</definedName>'
    b'<definedName name="Rate" hidden="1">0.5&amp;"x"</definedName>'
    b"</definedNames><calcPr/><extLst><ext><z:definedNames><z:definedName/></z:definedNames></ext>"
    b"</extLst></workbook>"
)


def test_names_are_read_with_their_scope():
    assert defined_names.read(BOOK) == [
        DefinedName("Period", "'This quarter'!$B$4"),
        DefinedName("_xlnm.Print_Area", "Return!$A$1:$G$9", 1),
        DefinedName("Rate", '0.5&"x"', None, hidden=True),
    ]


@pytest.mark.parametrize(
    ("text", "sheet", "reach"),
    [
        ("='This quarter'!$B$4", "This quarter", "B4"),
        ("Return!A1:G9", "Return", "A1:G9"),
        ("'Chief''s'!$A:$B", "Chief's", "A1:B1048576"),
        ("'a!b'!$A$1", "a!b", "A1"),
        ("Übersicht!$A$1", "Übersicht", "A1"),
    ],
)
def test_a_name_of_one_reference_is_understood(text, sheet, reach):
    found = defined_names.reference(text)
    assert found is not None
    assert (found[0], str(found[1])) == (sheet, reach)


@pytest.mark.parametrize(
    "text",
    ["#REF!", "Return!#REF!", "0.2", '"text"', "SUM(Return!A1)", "Return!A1,Return!B2", "A1", "",
     "[1]Return!A1", "Return!XFE1", "tbl[Actual]", "Return!A1+1"],
)  # fmt: skip
def test_a_name_of_anything_else_is_not_a_reference(text):
    assert defined_names.reference(text) is None


def test_rewriting_changes_only_what_changes():
    def lengthen(name):
        return name.text.replace("$G$9", "$G$12")

    new = defined_names.rewritten(BOOK, lengthen)
    assert new == BOOK.replace(b"$G$9", b"$G$12")
    assert defined_names.rewritten(BOOK, lambda name: name.text) is BOOK


def test_names_are_replaced_and_the_others_stay_where_they_were():
    new = defined_names.replaced(
        BOOK, lambda name: name.sheet == 1, [DefinedName("R&D", "'A<B'!$A$1", 0, hidden=True)]
    )
    assert defined_names.read(new) == [
        DefinedName("Period", "'This quarter'!$B$4"),
        DefinedName("Rate", '0.5&"x"', None, hidden=True),
        DefinedName("R&D", "'A<B'!$A$1", 0, hidden=True),
    ]
    assert b"</definedNames><calcPr/>" in new


def test_the_first_name_of_a_workbook_goes_where_the_schema_wants_it():
    bare = b'<x:workbook xmlns:x="urn:m"><x:sheets></x:sheets><x:calcPr/></x:workbook>'
    new = defined_names.replaced(bare, lambda name: False, [DefinedName("A", "B!$A$1")])
    one = b'<x:definedName name="A">B!$A$1</x:definedName>'
    listed = b"<x:definedNames>%b</x:definedNames>" % one
    assert new == bare.replace(b"<x:calcPr/>", listed + b"<x:calcPr/>")


def test_a_list_of_names_left_empty_goes():
    assert b"<definedName" not in defined_names.replaced(BOOK, lambda name: True, [])
