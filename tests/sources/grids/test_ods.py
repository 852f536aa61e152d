"""An .ods is a grid, with repeated cells written out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.sources.grids.ods import ods_grids

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_CONTENT = f"""<office:document-content {_NAMESPACES}>
<office:automatic-styles><style:style style:name="red" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ff0000"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="KPIs">
<table:table-row><table:table-cell office:value-type="string"
 table:number-columns-spanned="2"><text:p>Scorecard</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell
 table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage"
 office:value="0.721" table:style-name="red"><text:p>72.1%</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def _ods(path: Path, content: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return path


def test_cells_have_their_values_formats_merges_and_fills(tmp_path: Path) -> None:
    content = _CONTENT.replace("1048000", "2")

    grid = ods_grids(_ods(tmp_path / "a.ods", content), 100)[0]

    assert grid.name == "KPIs"
    assert grid.merged == ((1, 1, 1, 2),)
    assert [grid.text(4, column) for column in (1, 2, 3)] == ["0.721", "5", "5"]
    cell = grid.cell(5, 1)
    assert cell is not None
    assert cell.number_format == "0.0%"
    assert grid.fills[4, 1] == "FF0000"


def test_a_million_blank_rows_cost_nothing(tmp_path: Path) -> None:
    assert list(ods_grids(_ods(tmp_path / "a.ods", _CONTENT), 100)[0].rows) == [1]


@pytest.mark.parametrize("content", ["<office", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_damaged_or_hostile_content_is_refused(content: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="ods-unreadable"):
        ods_grids(_ods(tmp_path / "a.ods", content), 100)


def test_a_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ods").write_text("Ref,Measure", encoding="utf-8")

    with pytest.raises(SourceError, match="ods-unreadable"):
        ods_grids(tmp_path / "a.ods", 100)
