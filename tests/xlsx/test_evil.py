"""Every hostile file: turned away with a code, or read for what it is; fast, in little room."""

import json
import sys

import pytest

from tests.support.evil import evil, evil_names, needs_evil
from tests.support.memory import run_measured

READ = "read"

#: What becomes of each file, by its name in the generator.
OUTCOMES = {
    "bad_crc": "part-damaged",
    "bad_refs": "rows-damaged",
    "billion_laughs_sheet": "xml-doctype",
    "billion_laughs_sst": "xml-doctype",
    "billion_laughs_workbook": "xml-doctype",
    "bomb_sheet": READ,
    "bomb_sst": "part-inflates-too-far",
    "bomb_unused_member": "part-inflates-too-far",
    "bomb_whitespace": "part-inflates-too-far",
    "case_duplicate": "member-duplicate",
    "codes": READ,
    "control_chars": READ,
    "control_ok": READ,
    "csv_as_xlsx": "not-a-workbook",
    "dates1900": READ,
    "dates1904": READ,
    "deep_nesting": READ,
    "deep_nesting_workbook": READ,
    "defined_names": READ,
    "doctype_plain": "xml-doctype",  # a save reads every part
    "duplicate_members": "member-duplicate",
    "empty_styled_rows": READ,
    "encrypted": "workbook-encrypted",
    "error_cells": READ,
    "external_link": READ,
    "far_cell": READ,
    "far_row": READ,
    "formulas": READ,
    "huge_dimension": READ,
    "hyperlink_all": READ,
    "injection": READ,
    "injection_csv": "not-a-workbook",
    "local_header_mismatch": "member-mismatch",
    "macro_as_xlsx": "macros-hidden",
    "many_members": READ,
    "many_sheets": READ,
    "merge_all": "cell-merged",
    "merged_hidden": READ,
    "missing_sheet_part": "sheet-part-missing",
    "no_content_types": "content-types-missing",
    "not_zip_html": "not-a-workbook",
    "numbers": READ,
    "numfmt_redos": READ,
    "ole_fake_xls": "not-a-workbook",
    "prefix_junk": "not-a-workbook",
    "quadratic_blowup": "xml-doctype",
    "row_disorder": "workbook-ambiguous",
    "sheet_names": READ,
    "size_lie": "part-damaged",
    "sst_bad_index": "string-missing",
    "sst_count_lie": READ,
    "style_bomb": READ,
    "symlink_member": "member-name-unsafe",
    "text_numbers": READ,
    "traversal": "member-name-unsafe",
    "truncated": "zip-damaged",
    "utf16_parts": READ,
    "wrong_content_types": "not-a-workbook",
    "xxe_file": "xml-doctype",
    "xxe_http_dtd": "xml-doctype",
    "zero_bytes": "file-empty",
}

#: Files that only the full-size set makes worse than the small one.
FULL_SIZE = {"many_members": "too-many-members"}

#: The text, number or other value of the first cells of some of them.
FIRST_CELLS = {
    "codes": ["ASC01", "ASC01", "asc01", " ASC01", "ASC01 "],
    "control_chars": ["a\rb", "\x1b[31mRED", "x\x00y", "line1\nERROR forged log line"],
    "dates1900": ["2023-03-15 00:00:00", "1900-02-28 00:00:00", 60, "1900-03-01 00:00:00"],
    "dates1904": ["2027-03-16 00:00:00", "1904-02-29 00:00:00", "1904-03-01 00:00:00"],
    "error_cells": ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"],
    "formulas": [42, 42, 42, 42, 42, 42, None],
    "huge_dimension": ["ok"],
    "injection": ["=cmd|'/C calc'!A0", "+1+cmd|'/C calc'!A0"],
    "numbers": ["NaN", "INF", "-INF", "inf", 1e308, "1e309", 0, 5e-324, "0x10"],
    "sst_count_lie": ["PI code"],
    "text_numbers": ["12.0%", "1,234", "£1,234.50", "(12)", "12-"],
}

#: Opens, reads the first rows and one far cell, writes a cell and saves, within bounds.
SCRIPT = """
import itertools, json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from kpibook.errors import KpibookError
from kpibook.xlsx import CellError, Workbook
started = time.process_time()
said = {"cells": []}
try:
    with Workbook.open(sys.argv[1]) as book:
        sheet = book.sheet(book.sheet_names[0])
        for number, cells in itertools.islice(sheet.rows(), 12):
            value = next(iter(cells.values())).value if cells else None
            plain = value is None or isinstance(value, (int, float, str))
            said["cells"].append(value if plain else str(value))
        sheet.cell("A50000")
        sheet.set("C9", "five")
        book.save(sys.argv[2])
        said["wrote"] = book.sheet(book.sheet_names[0]).cell("C9").value
        said["outcome"] = "read"
except KpibookError as error:
    said["outcome"], said["message"] = error.code, str(error)
said["seconds"] = time.process_time() - started
print(json.dumps(said))
"""


def tried(content, folder, name):
    path = folder / f"{name}.xlsx"
    path.write_bytes(content)
    done, megabytes = run_measured(
        [sys.executable, "-c", SCRIPT, path, folder / "saved.xlsx"], folder / "peak", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "megabytes": megabytes}


def check(said, outcome):
    assert said["outcome"] == outcome, said
    assert said["seconds"] < 2
    assert said["megabytes"] < 500
    if outcome == READ:
        assert said["wrote"] == "five"
    else:
        assert said["message"].endswith(f"[{outcome}]")
        assert "\x1b" not in said["message"]


@needs_evil
def test_every_file_of_the_generator_has_an_outcome():
    assert evil_names() == set(OUTCOMES)


@needs_evil
@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_a_hostile_file_is_turned_away_or_read_for_what_it_is(tmp_path, name):
    said = tried(evil(name), tmp_path, name)

    check(said, OUTCOMES[name])
    expected = FIRST_CELLS.get(name, [])
    assert said["cells"][: len(expected)] == expected
