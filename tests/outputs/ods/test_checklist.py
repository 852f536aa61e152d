"""Every item of the accessibility checklist, asked of the report and the return as .ods."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.services.publish import publish_return
from kpibook.services.report.write import Order, write_reports
from tests.outputs.accessibility import RULES, Rule
from tests.outputs.ods.as_published import as_published
from tests.support.books import example
from tests.support.packages import members_of, packed
from tests.support.returns import a_return

SMALL = {"Unit": "count", "Decimals": "0", "Suppress small numbers": "Yes"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("checklist")
    book = a_return(
        folder / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "66%", "Note": "Provisional.",
         "Comparator": "England", "Comparator value": "70%"},
        {"Ref": "HR.02", **SMALL, "Target": "7", "Actual": "4"},
        {"Ref": "HR.03", "Target": "80%"},
    )  # fmt: skip
    made = {name: folder / f"{name}.ods" for name in ("example", "report", "return")}
    write_reports(Order([example().filled], made["example"]))
    write_reports(Order([book], made["report"]))
    publish_return(book, made["return"])
    return made


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)
@pytest.mark.parametrize("name", ["example", "report", "return"])
def test_the_file_keeps_each_item(files: dict[str, Path], name: str, rule: Rule) -> None:
    assert list(rule.check(as_published(files[name]))) == [], rule.item


def _changed(old: str, new: str, part: str = "content.xml") -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old.encode() in members[part], old
        members[part] = members[part].replace(old.encode(), new.encode(), 1)

    return change


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        pytest.param(
            "text_is_wrapped",
            _changed('fo:wrap-option="wrap" style:vertical-align', 'style:vertical-align'),
            id="no wrap",
        ),
        pytest.param(
            "no_filters_and_no_freeze_panes",
            _changed('display-filter-buttons="false"', 'display-filter-buttons="true"'),
            id="filter",
        ),
        pytest.param(
            "no_filters_and_no_freeze_panes",
            _changed("</config:config-item>", '</config:config-item><config:config-item '
                     'config:name="VerticalSplitMode" config:type="short">2</config:config-item>',
                     "settings.xml"),
            id="frozen",
        ),
        pytest.param(
            "nothing_is_hidden",
            _changed("<table:table-row", '<table:table-row table:visibility="collapse"'),
            id="hidden",
        ),
        pytest.param(
            "columns_have_a_width",
            _changed('style:column-width="', 'style:column-width="1mm" w="'),
            id="narrow",
        ),
        pytest.param(
            "sans_serif_at_least_12_points_upright",
            _changed('fo:font-size="12pt" fo:language', 'fo:font-size="9pt" fo:language',
                     "styles.xml"),
            id="small",
        ),
        pytest.param(
            "no_headers_footers_or_floating_boxes",
            _changed('style:page-layout-name="pl"/>', 'style:page-layout-name="pl"><style:footer/>'
                     "</style:master-page>", "styles.xml"),
            id="footer",
        ),
        pytest.param(
            "no_merged_cells",
            _changed("<table:table-cell", '<table:table-cell table:number-columns-spanned="2"'),
            id="merged",
        ),
        pytest.param(
            "contrast_is_enough", _changed('fo:color="#', 'fo:color="#DDDDDD" w="#'), id="pale"
        ),
        pytest.param(
            "title_author_and_language_are_set",
            _changed("<dc:creator>", "<dc:creator/><dc:nobody>", "meta.xml"),
            id="author",
        ),
    ],
)  # fmt: skip
def test_a_fault_in_a_file_is_noticed(
    files: dict[str, Path], tmp_path: Path, check: str, spoil: Callable[[dict[str, bytes]], None]
) -> None:
    members = members_of(files["report"])
    spoil(members)
    if "nobody" in members["meta.xml"].decode():
        members["meta.xml"] = members["meta.xml"].replace(b"</dc:creator>", b"</dc:nobody>")
    bad = tmp_path / "bad.ods"
    bad.write_bytes(packed(members))

    (rule,) = [each for each in RULES if each.check.__name__ == check]
    assert list(rule.check(as_published(bad))) != []
