"""A few cells written: nothing in the file is less valid for it, and LibreOffice reads them."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.support import libreoffice, validator
from tests.xlsx import tabled
from tests.xlsx.test_machine import a_book
from tests.xlsx.test_round_trip import BOOKS, OPEN, REFUSED

pytestmark = pytest.mark.slow

#: What is written, each into the next of `PLACES` that takes it.
VALUES = (40961.75, "=text & <marked> ", dt.date(2026, 3, 31))
PLACES = ("A1", "B2", "C3", "D9", "AK90", "AL91", "AM92", "AN93")

REMEMBERED = "kpibook/validator"
LOCK = Path(__file__).parents[2] / "package-lock.json"
VALIDATOR_VERSION = LOCK.read_bytes() if LOCK.exists() else b""

MADE = {
    **BOOKS,
    "two sheets and a table": a_book,
    "a table that everything covers": lambda: None,
}
#: A signature would end with any edit, so its workbook is refused: `test_round_trip` says so.
NAMES = [*sorted(MADE), *(path.name for path in OPEN if "signed" not in path.name)]


@dataclass(frozen=True)
class Edited:
    """A workbook before and after, and what was written where on its first worksheet."""

    before: Path
    after: Path
    sheet: str
    written: dict[str, object]


def original(name: str, folder: Path) -> Path:
    foreign = next((path for path in OPEN if path.name == name), None)
    if foreign is not None:
        return foreign
    path = folder / f"{name}.xlsx"
    if name.startswith("a table"):
        return tabled.a_book(path)
    path.write_bytes(MADE[name]())
    return path


def edit(before: Path, after: Path) -> Edited:
    with Workbook.open(before) as book:
        sheet = next(book.sheet(i.name) for i in book.sheets if i.kind == "worksheet" and i.part)
        written: dict[str, object] = {}
        refused = set()
        for address in PLACES:
            if len(written) == len(VALUES):
                break
            value = VALUES[len(written)]
            try:
                sheet.set(address, value)
            except RefusedEdit as error:
                refused.add(error.code)
            else:
                written[address] = value
        assert refused <= REFUSED
        book.save(after)
        return Edited(before, after, sheet.name, written)


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> dict[str, Edited]:
    made, saved = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("saved")
    befores = {name: original(name, made) for name in NAMES}
    return {name: edit(path, saved / path.name) for name, path in befores.items()}


@pytest.fixture(scope="module")
def complaints(edited, pytestconfig) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """How often the validator complains of what, before and after."""
    cache = getattr(pytestconfig, "cache", None)  # pytest can be run without one
    answers = Answers(cache.get(REMEMBERED, {}) if cache else {})
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        found = list(pool.map(answers.before_and_after, edited.values()))
    if cache:
        cache.set(REMEMBERED, answers.given)
    return dict(zip(edited, found, strict=True))


class Answers:
    """What the validator says, which for the same bytes it need not be asked on every run."""

    def __init__(self, known: dict[str, list[str]]) -> None:
        self.known = known
        self.given: dict[str, list[str]] = {}

    def before_and_after(self, one: Edited) -> tuple[Counter[str], Counter[str]]:
        after = self.kinds(one.after)
        # Of a file that is valid it does not matter what the file was before.
        return (self.kinds(one.before) if after else Counter()), after

    def kinds(self, path: Path) -> Counter[str]:
        key = hashlib.sha256(VALIDATOR_VERSION + path.read_bytes()).hexdigest()
        if key not in self.known:
            self.known[key] = [line.rpartition("[")[2] for line in validator.errors(path)]
        self.given[key] = self.known[key]
        return Counter(self.given[key])


@pytest.fixture(scope="module")
def converted(edited, tmp_path_factory) -> dict[str, Path]:
    """Every workbook as LibreOffice saves it after reading it, all in one run of it."""
    files = [one.after for one in edited.values()]
    into = tmp_path_factory.mktemp("converted")
    return dict(zip(edited, libreoffice.recalculated_all(files, into), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_the_validator_finds_no_more_errors_of_any_kind_than_before(complaints, name):
    before, after = complaints[name]

    assert after <= before


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_reads_what_was_written(edited, converted, name):
    one = edited[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(converted[name], data_only=True)
    cells = {address: book[one.sheet][address] for address in one.written}

    assert {address: as_written(cell, book.epoch) for address, cell in cells.items()} == one.written


def as_written(cell, epoch):
    """What LibreOffice found in a cell; a number that the cell's format shows as a date is one."""
    if isinstance(cell.value, dt.datetime) and cell.value.date() != VALUES[2]:
        return to_excel(cell.value, epoch)
    return cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value


def test_every_value_is_written_somewhere_in_every_workbook(edited):
    assert {tuple(one.written.values()) for one in edited.values()} == {VALUES}
