import json

from kpibook.xlsx.inspection.facts import Feature, Inspection, Macros, SheetFacts


def test_what_was_found_can_be_written_as_json_and_read_back():
    found = Inspection(
        file="a.xlsx", kind=".xlsx", parts=9, size=10_000, written_by="", strict=False,
        epoch_1904=False, structure_locked=False, signed=False,
        sheets=(SheetFacts("Return", "visible", "worksheet", used="A1:B2", cells=4),),
        tables=(), names=(), features=(Feature("charts", 2, ("Return",)),), links=(),
        macros=Macros(), risky=(), properties=("author",),
    )  # fmt: skip
    plain = found.as_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["sheets"][0]["used"] == "A1:B2"
    assert plain["features"] == [{"kind": "charts", "count": 2, "sheets": ["Return"]}]
