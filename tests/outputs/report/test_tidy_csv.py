from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest

from kpibook.outputs.report.look import Look, licence_named
from kpibook.outputs.report.tidy_csv import write_tidy_csv
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row, serving
from tests.outputs.report.pages import rows_of

NAME = "our report.csv"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    measure = a_measure("A", target="80", comparator="70")
    report = a_report(
        serving(a_reported_row("A", "90", "70", "", "[c]", measure=measure), "Homes"),
        a_reported_row("B", None),
        a_reported_row("A", "60.25", source="other.xlsx", directorate="Adults"),
    )  # fmt: skip
    return dict(write_tidy_csv(report, Look(licence=licence_named("ogl")), NAME))


def metadata_of(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"{NAME}-metadata.json"])
    return found


def test_a_row_is_a_quarter_of_a_measure(files: dict[str, bytes]) -> None:
    rows = rows_of(files[NAME])

    assert [(row["ref"], row["period"], row["actual"], row["actual_printed"]) for row in rows] == [
        ("A", "Q4 2020/21", "70", "70.0%"),
        ("A", "Q1 2021/22", "", "[x]"),
        ("A", "Q2 2021/22", "", "[c]"),
        ("A", "Q3 2021/22", "90", "90.0%"),
        ("B", "Q3 2021/22", "", "[x]"),
        ("A", "Q3 2021/22", "60.3", "60.3%"),
    ]


def test_status_and_comparator_are_of_the_report_s_quarter_alone(files: dict[str, bytes]) -> None:
    rows = rows_of(files[NAME])

    assert [row["status_key"] for row in rows] == ["", "", "", "met", "not_reported", "off"]
    assert [row["comparator"] for row in rows[:4]] == ["", "", "", "70"]
    assert rows[3]["priority"] == "Homes"


def test_the_metadata_describe_every_column_in_order(files: dict[str, bytes]) -> None:
    metadata = metadata_of(files)
    columns = metadata["tableSchema"]["columns"]

    header = files[NAME].decode("utf-8-sig").split("\r\n", 1)[0].split(",")
    assert [column["titles"] for column in columns] == header
    assert all(column["dc:description"] for column in columns)
    assert metadata["url"] == "our%20report.csv"
    assert metadata["dc:license"]["@id"].startswith("https://www.nationalarchives.gov.uk/")


def test_every_value_has_the_type_and_the_key_that_the_metadata_state(
    files: dict[str, bytes],
) -> None:
    schema = metadata_of(files)["tableSchema"]
    rows = rows_of(files[NAME])
    read = {"string": str, "decimal": Decimal, "date": date.fromisoformat}

    for row in rows:
        for column in schema["columns"]:
            value = row[column["name"]]
            assert value or not column["required"], column["name"]
            if value:
                read[column["datatype"]](value)
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_without_a_licence_none_is_claimed() -> None:
    files = write_tidy_csv(a_report(a_reported_row()), Look(), NAME)

    assert "license" not in files[f"{NAME}-metadata.json"].decode()


def test_a_text_that_excel_would_run_is_harmless() -> None:
    measure = replace(a_measure(target="80"), title='=HYPERLINK("http://x")')

    files = write_tidy_csv(a_report(a_reported_row(measure=measure)), Look(), NAME)

    assert rows_of(files[NAME])[0]["measure"].startswith("'=")


def test_the_metadata_keep_the_rules_of_csv_on_the_web(files: dict[str, bytes]) -> None:
    """https://www.w3.org/TR/tabular-metadata/: what a table's description has to have.

    The package csvw, which is not among the tools of the tests, finds nothing either.
    """
    metadata = metadata_of(files)
    context, about = metadata["@context"]
    columns = metadata["tableSchema"]["columns"]
    names = [column["name"] for column in columns]

    assert context == "http://www.w3.org/ns/csvw"
    assert set(about) <= {"@language", "@base"}
    assert unquote(metadata["url"]) == NAME
    assert set(metadata) - {"@context", "url", "dialect", "tableSchema"} == {
        key for key in metadata if ":" in key
    }, "anything else has a prefix"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[A-Za-z0-9][A-Za-z0-9_]*", name) for name in names)
    assert {column["datatype"] for column in columns} <= {"string", "decimal", "date"}
    assert set(metadata["tableSchema"]["primaryKey"]) <= set(names)
    assert metadata["dialect"] == {"encoding": "utf-8", "header": True}
    assert re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", metadata["dc:language"])
