from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from kpibook.domain.consolidation.consolidation import SourceBook
from kpibook.errors import SaveError, WorkbookError
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.drawing import CREATED
from kpibook.services.consolidate.consolidate_files import (
    Consolidated,
    Outputs,
    consolidate_files,
    created_stamp,
    read_all,
)
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.workbook import consolidated_layout as sheets
from tests.support import validator
from tests.support.books import Q3, a_book, example, filled

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

MADE = MadeHow("9.9", "kpibook consolidate returns")


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """The example's workbook and one of invented figures, in a folder of their own."""
    work, folder = tmp_path / "work", tmp_path / "returns"
    work.mkdir()
    folder.mkdir()
    (folder / "childrens.xlsx").write_bytes(example().filled.read_bytes())
    book = a_book(work, {"Ref": "HSG1", "Target": "90%"}, {"Ref": "HSG2", "Target": "80%"},
                  directorate="Housing")  # fmt: skip
    done = filled(book, {"Ref": "HSG1", "Actual": "91%"}, {"Ref": "HSG2", "Actual": "60%"})
    assert done.output is not None
    done.output.rename(folder / "housing.xlsx")
    return folder


def consolidated(returns: Path, **more: object) -> Consolidated:
    outputs = Outputs(returns.parent / "out.xlsx")
    return consolidate_files([returns], **{"outputs": outputs, "made": MADE, **more})  # type: ignore[arg-type]


def test_real_workbooks_become_one_valid_workbook(returns: Path) -> None:
    done = consolidated(returns)

    assert validator.errors(done.book.output) == []
    assert len(done.consolidation.rows) == 8
    table = openpyxl.load_workbook(done.book.output)[sheets.DATA].tables[sheets.DATA_TABLE]
    _, first, _, last = range_boundaries(table.ref)
    assert last - first == 8


def test_each_figure_is_the_one_in_the_cell_that_its_row_names(returns: Path) -> None:
    done = consolidated(returns)
    data = openpyxl.load_workbook(done.book.output)[sheets.DATA]
    header, *rows = data[data.tables[sheets.DATA_TABLE].ref]
    at = {cell.value: n for n, cell in enumerate(header)}

    for row in rows:
        source = openpyxl.load_workbook(returns / row[at["Source workbook"]].value)
        cell = source[row[at["Source sheet"]].value][row[at["Source cell"]].value]
        assert cell.value == row[at["Actual"]].value


def test_inputs_are_only_read(returns: Path) -> None:
    before = {path.name: path.read_bytes() for path in returns.iterdir()}

    consolidated(returns)

    assert {path.name: path.read_bytes() for path in returns.iterdir()} == before


def test_the_published_copy_and_the_table_are_written_beside_it(returns: Path) -> None:
    folder = returns.parent
    outputs = Outputs(folder / "out.xlsx", folder / "public.xlsx", folder / "data.csv")

    done = consolidated(returns, outputs=outputs)

    assert [written.output.name for written in done.written] == [
        "out.xlsx", "public.xlsx", "data.csv"
    ]  # fmt: skip
    assert sheets.DATA not in openpyxl.load_workbook(folder / "public.xlsx").sheetnames
    lines = (folder / "data.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 9


def test_a_folder_for_publication_holds_the_publication_alone(returns: Path) -> None:
    """Also while it is made, and with what was there before: that may show what is withheld."""
    public = returns.parent / "public"
    public.mkdir()
    target = public / "public.xlsx"
    target.write_bytes(b"shows too much")
    seen: set[str] = set()

    def reading(books: Sequence[tuple[Path, str]]) -> Iterator[SourceBook]:
        for book in read_all(books):
            seen.update(path.name for path in public.iterdir())
            yield book

    done = consolidated(returns, outputs=Outputs(published=target), read=reading)

    assert seen == {"public.xlsx"}
    assert [path.name for path in public.iterdir()] == ["public.xlsx"]
    assert done.published is not None
    assert done.published.kept is not None
    assert done.published.kept.read_bytes() == b"shows too much"


def test_a_file_that_is_there_is_kept(returns: Path) -> None:
    (returns.parent / "out.xlsx").write_bytes(b"as sent last week")

    done = consolidated(returns)

    assert done.book.kept is not None
    assert done.book.kept.read_bytes() == b"as sent last week"


def test_changes_since_an_earlier_one_are_on_their_sheet(returns: Path, tmp_path: Path) -> None:
    first = consolidated(returns).book.output
    earlier = first.rename(tmp_path / "earlier.xlsx")
    (returns / "housing.xlsx").unlink()

    done = consolidated(returns, since=earlier)

    assert done.changes is not None
    assert {change.kind.value for change in done.changes.items} == {"removed"}
    sheet = openpyxl.load_workbook(done.book.output)[sheets.CHANGES]
    assert "2 measures gone" in sheet["A2"].value


def test_the_same_inputs_give_the_same_bytes(returns: Path) -> None:
    one = consolidated(returns).book.output.read_bytes()
    (returns.parent / "out.xlsx").unlink()

    assert consolidated(returns).book.output.read_bytes() == one


@pytest.mark.parametrize("which", ["book", "published", "data"])
def test_an_output_that_is_an_input_is_refused_and_nothing_is_written(
    returns: Path, which: str
) -> None:
    target = returns / "housing.xlsx"
    before = target.read_bytes()
    outputs = {"book": returns.parent / "out.xlsx", which: target}

    with pytest.raises(SaveError) as caught:
        consolidated(returns, outputs=Outputs(**outputs))

    assert caught.value.code == "output-is-input"
    assert target.read_bytes() == before
    assert not (returns.parent / "out.xlsx").exists()


def test_the_earlier_workbook_is_not_written_over(returns: Path) -> None:
    earlier = consolidated(returns).book.output

    with pytest.raises(SaveError) as caught:
        consolidated(returns, since=earlier)

    assert caught.value.code == "output-is-input"


def test_two_outputs_are_two_files(returns: Path) -> None:
    same = returns.parent / "out.xlsx"

    with pytest.raises(SaveError) as caught:
        consolidated(returns, outputs=Outputs(same, same))

    assert caught.value.code == "outputs-are-one"


def test_a_folder_that_is_not_there_is_said_before_any_reading(returns: Path) -> None:
    with pytest.raises(SaveError) as caught:
        consolidated(returns, outputs=Outputs(returns / "nowhere" / "out.xlsx"))

    assert caught.value.code == "folder-missing"


def test_a_file_that_is_no_workbook_is_listed_and_costs_nothing_else(returns: Path) -> None:
    (returns / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")

    done = consolidated(returns)

    broken = done.consolidation.sources[0]
    assert (broken.name, broken.used) == ("broken.xlsx", False)
    assert broken.code in {finding.code for finding in done.findings}
    assert len(done.consolidation.rows) == 8


def test_where_nothing_can_be_used_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "broken.xlsx").write_bytes(b"not a workbook")

    with pytest.raises(WorkbookError) as caught:
        consolidated(tmp_path / "returns")

    assert caught.value.code == "consolidate-nothing"
    assert not (tmp_path / "out.xlsx").exists()


def test_somebody_else_may_do_the_reading(returns: Path) -> None:
    asked: list[str] = []

    def backwards(books: Sequence[tuple[Path, str]]) -> Iterable[SourceBook]:
        asked.extend(name for _, name in books)
        return [read_source(path, name) for path, name in reversed(books)]

    done = consolidated(returns, read=backwards, period=Q3)

    assert asked == ["childrens.xlsx", "housing.xlsx"]
    assert [source.name for source in done.consolidation.sources] == asked


def test_the_stamp_is_a_fixed_day_or_the_one_the_surroundings_name(returns: Path) -> None:
    assert created_stamp(None) == created_stamp("") == CREATED
    stamp = created_stamp("1640995200")
    assert stamp == datetime(2022, 1, 1)  # noqa: DTZ001
    done = consolidated(returns, made=MadeHow("9.9", created=stamp))

    with zipfile.ZipFile(done.book.output) as package:
        assert b"2022-01-01T00:00:00Z" in package.read("docProps/core.xml")


@pytest.mark.parametrize("said", ["tomorrow", "1e400", "9" * 30])
def test_a_stamp_that_is_no_number_is_refused(said: str) -> None:
    with pytest.raises(SaveError) as caught:
        created_stamp(said)

    assert caught.value.code == "source-date-epoch"


def test_outputs_are_compared_as_files_and_not_as_names(returns: Path) -> None:
    (returns.parent / "link.xlsx").symlink_to(returns.parent / "out.xlsx")

    with pytest.raises(SaveError) as caught:
        consolidated(
            returns, outputs=Outputs(returns.parent / "out.xlsx", returns.parent / "link.xlsx")
        )

    assert caught.value.code == "outputs-are-one"


# Of very many workbooks


def test_the_table_alone_is_written_without_a_workbook(returns: Path) -> None:
    folder = returns.parent
    consolidated(returns, outputs=Outputs(folder / "out.xlsx", data=folder / "beside.csv"))

    done = consolidated(returns, outputs=Outputs(data=folder / "alone.csv"))

    assert (done.book, done.published) == (None, None)
    assert [written.output.name for written in done.written] == ["alone.csv"]
    assert (folder / "alone.csv").read_bytes() == (folder / "beside.csv").read_bytes()


def test_a_consolidation_without_an_output_is_a_mistake_in_a_program(returns: Path) -> None:
    with pytest.raises(ValueError, match="output"):
        consolidated(returns, outputs=Outputs())


def test_what_was_put_aside_can_be_read_until_nobody_needs_it(returns: Path) -> None:
    done = consolidated(returns)

    assert sorted(path.name for path in returns.parent.iterdir()) == ["out.xlsx", "returns", "work"]
    assert len(list(done.consolidation.rows)) == 8
    assert list(done.findings) == list(done.consolidation.findings)


SLOW = """
import sys
from pathlib import Path
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files

print("begun", flush=True)
folder = Path(sys.argv[1])
outputs = Outputs(folder / "out.xlsx", data=folder / "data.xlsx")
while True:
    consolidate_files([folder / "returns"], outputs, made=MadeHow("9.9"))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_after_a_kill_at_any_moment_the_next_run_leaves_only_outputs(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "the person's temporary files"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    monkeypatch.setattr("tempfile.tempdir", None)
    chance, littered = random.Random(5), 0
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", SLOW, returns.parent],
            stdout=subprocess.PIPE,
        ) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(chance.uniform(0.2, 1.6))
            run.kill()
        littered += any(own.glob(".kpibook-*.scratch/*"))
        names = {path.name for path in returns.parent.iterdir() if path.suffix != ".tmp"}
        assert {name for name in names if name.startswith(".")} == set()

    consolidated(returns)

    assert littered, "no kill came while temporary files were there"
    assert list(own.iterdir()) == []
    assert list(returns.parent.glob(".kpibook-*")) == []
    assert len(openpyxl.load_workbook(returns.parent / "out.xlsx").sheetnames) > 10
