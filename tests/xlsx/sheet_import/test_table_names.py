import re

import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.xlsx.returned import NAME, a_return, a_target, grafted, parts, read


def test_a_table_of_the_same_name_takes_the_place_of_the_old_one_with_its_number(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    grafted(path, a_return(table="tblQ3Return"))
    tables = {
        re.search(rb'displayName="([^"]+)', content)[1]: re.search(rb' id="(\d+)"', content)[1]
        for name, content in parts(path).items()
        if name.startswith("xl/tables/")
    }
    assert tables == {b"tblCover": b"1", b"tblQ3Return": b"2", b"tblNotes": b"3"}


def test_a_new_table_gets_a_number_of_its_own_and_its_styles(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    tables = [c for n, c in parts(path).items() if n.startswith("xl/tables/")]
    numbers = [re.search(rb' id="(\d+)"', content)[1] for content in tables]
    assert len(set(numbers)) == len(numbers) == 3
    new = next(content for content in tables if b"tblReturn" in content)
    index = int(re.search(rb'dataDxfId="(\d+)"', new)[1])
    assert read(path)._differential_styles[index].numFmt.formatCode == "#,##0.0;[Red]-#,##0.0"


@pytest.mark.parametrize("table", ["tblNotes", "TBLCOVER", "Period"])
def test_a_table_whose_name_is_taken_is_refused(tmp_path, table):
    def named(book):
        book.define_name("Period", "=Cover!$A$1")

    with Workbook.open(a_target(tmp_path / "a.xlsx", build=named)) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(table=table))
        assert caught.value.code == "table-name-taken"
        assert not book.changes()
