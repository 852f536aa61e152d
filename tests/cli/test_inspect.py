import json
from pathlib import Path

from kpibook.workbook.template import template_path
from tests.support import cli


def test_it_describes_a_workbook_and_changes_nothing(tmp_path: Path) -> None:
    before = template_path().read_bytes()
    done = cli.run("inspect", str(template_path()), cwd=tmp_path)
    assert done.returncode == 0
    assert "ThisQuarter on 'This quarter' A5:T6" in done.stdout
    assert template_path().read_bytes() == before


def test_json_has_the_same_facts(tmp_path: Path) -> None:
    done = cli.run("inspect", str(template_path()), "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["macros"]["vba"] is False
    assert {"ThisQuarter", "MeasureRegister"} <= {table["name"] for table in found["tables"]}


def test_a_file_that_is_no_workbook_is_named_with_a_code(tmp_path: Path) -> None:
    (tmp_path / "note.xlsx").write_text("hello", encoding="utf-8")
    done = cli.run("inspect", "note.xlsx", cwd=tmp_path)
    assert done.returncode == 3
    assert "note.xlsx" in done.stderr
    assert "[not-a-workbook]" in done.stderr
