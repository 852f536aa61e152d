import pytest

from kpibook.errors import KpibookError, RefusedFile, SaveError
from kpibook.xlsx import Workbook
from kpibook.xlsx.workbook_part.file_kind import check_new_name
from tests.support.packages import OFFICE, a_workbook

MACRO = "application/vnd.ms-excel.{}.macroEnabled.main+xml"
VBA = (
    '<Relationship Id="rId70" Type="http://schemas.microsoft.com/office/2006/relationships/'
    'vbaProject" Target="vbaProject.bin"/>'
)


@pytest.mark.parametrize(
    ("ending", "main_type"),
    [
        (".xlsx", f"{OFFICE}.sheet.main+xml"),
        (".xltx", f"{OFFICE}.template.main+xml"),
        (".xlsm", MACRO.format("sheet")),
        (".xltm", MACRO.format("template")),
        (".xlam", MACRO.format("addin")),
        ("", f"{OFFICE}.sheet.main+xml"),
    ],
)
def test_every_kind_of_workbook_opens_and_saves(tmp_path, ending, main_type):
    path = a_workbook(tmp_path / f"b{ending}", main_type=main_type)

    with Workbook.open(path) as book:
        book.sheet("Data").set("A1", 1)
        book.save()
        assert book.sheet("Data").cell("A1").value == 1


@pytest.mark.parametrize(
    ("name", "main_type", "relations", "code"),
    [
        ("b.xlsx", MACRO.format("sheet"), "", "macros-hidden"),
        ("b.xltx", MACRO.format("template"), "", "macros-hidden"),
        ("b.xlsx", f"{OFFICE}.sheet.main+xml", VBA, "macros-hidden"),
        ("b.xlsm", f"{OFFICE}.sheet.main+xml", VBA, "macros-hidden"),
        ("b.xlsx", "application/msword", "", "not-a-workbook"),
        (
            "b.xlsb",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            "",
            "workbook-binary",
        ),
    ],
    ids=["macro type", "macro template", "project", "project in xlsm", "word", "binary"],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path, name, main_type, relations, code):
    path = a_workbook(
        tmp_path / name, main_type=main_type, relations=relations, more={"xl/vbaProject.bin": b"x"}
    )

    with pytest.raises(RefusedFile) as caught:
        Workbook.open(path)

    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["sheet", "template"])
def test_macros_are_not_said_of_a_file_that_holds_none(tmp_path, kind):
    with pytest.raises(RefusedFile) as caught:
        Workbook.open(a_workbook(tmp_path / "b.xlsx", main_type=MACRO.format(kind)))

    ending = {"sheet": ".xlsm", "template": ".xltm"}[kind]
    assert caught.value.what == (
        f"the name ends in .xlsx, but the content is of the kind {ending}, which may hold macros "
        "(this file has none)."
    )
    assert f"rename it to end in {ending}" in caught.value.fix


@pytest.mark.parametrize("macros", ["vbaProject", "xlMacrosheet"])
def test_macros_under_a_name_that_denies_them_are_named(tmp_path, macros):
    part = VBA.replace("vbaProject.bin", "x.bin").replace("vbaProject", macros)
    macro_type = MACRO.format("sheet")
    path = a_workbook(
        tmp_path / "b.xlsx", main_type=macro_type, relations=part, more={"xl/x.bin": b"x"}
    )

    with pytest.raises(RefusedFile) as caught:
        Workbook.open(path)

    assert caught.value.what.endswith("but the content is of the kind .xlsm, with macros.")


def test_renaming_is_not_advised_where_the_content_denies_macros(tmp_path):
    path = a_workbook(tmp_path / "b.xlsm", relations=VBA, more={"xl/vbaProject.bin": b"x"})

    with pytest.raises(RefusedFile) as caught:
        Workbook.open(path)

    assert caught.value.what.startswith("the workbook holds macros, but its content says")
    assert "rename" not in caught.value.fix


@pytest.mark.parametrize(
    ("name", "opened_as", "fine"),
    [
        ("a.xlsx", "b.xlsx", True),
        ("a.XLSX", "b.xlsx", True),
        ("a.bak", "b.bak", True),
        ("a.xlsx", "b.xlsm", True),
        ("a.xlsm", "b.xlsx", False),
        ("b.xlsm", "b.xlsm", False),
        ("a.csv", "b.xlsx", False),
        ("a.xls", "b.xlsx", False),
        ("a", "b.xlsx", False),
    ],
)
def test_a_workbook_is_saved_under_the_ending_of_what_is_inside(name, opened_as, fine):
    if fine:
        check_new_name(name, ".xlsx", opened_as)
        return
    with pytest.raises(SaveError) as caught:
        check_new_name(name, ".xlsx", opened_as)
    assert caught.value.code == "ending-mismatch"
    assert caught.value.fix == "Give it a name that ends in .xlsx."


def test_the_package_itself_refuses_the_ending_before_writing(tmp_path):
    with Workbook.open(a_workbook(tmp_path / "b.xlsx")) as book, pytest.raises(KpibookError):
        book.save(tmp_path / "c.xlsm")

    assert not (tmp_path / "c.xlsm").exists()
