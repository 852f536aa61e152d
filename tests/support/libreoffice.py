"""LibreOffice without a screen: a second opinion on what our workbooks hold and print."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from tests.support import needs

TIMEOUT_SECONDS = 120

# 0 is "always": without it LibreOffice keeps the values cached in the file, and a test of our
# formulas would compare our own figures with themselves.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

# Two processes on one profile refuse each other, so there is one profile per test process
# and one conversion at a time within it.
_one_at_a_time = threading.Lock()


class LibreOfficeFailed(Exception):
    """LibreOffice did not write what it was asked for; the text is its own standard error."""


def find() -> Path:
    """The `soffice` program; without one the test is skipped, or fails in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        needs.missing(
            "LibreOffice", install="sudo apt-get install libreoffice-calc libreoffice-writer"
        )
    return Path(found)


def recalculated(path: Path, into: Path) -> Path:
    """`path` as LibreOffice saves it as .xlsx in folder `into`, every formula worked out afresh."""
    return recalculated_all([path], into)[0]


def recalculated_all(paths: list[Path], into: Path) -> list[Path]:
    """As `recalculated` for many files, in one run of LibreOffice; no two may share a stem."""
    return _converted(paths, into, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def to_pdf(path: Path, into: Path) -> Path:
    """`path` printed to a PDF in folder `into`, with the workbook's own print set-up."""
    return to_pdfs([path], into)[0]


def to_pdfs(paths: list[Path], into: Path) -> list[Path]:
    """As `to_pdf` for many files, in one run of LibreOffice; no two may share a stem."""
    return _converted(paths, into, "pdf:calc_pdf_Export", ".pdf")


def document_saved(path: Path, into: Path) -> Path:
    """A Word document as Writer opens it and saves it again in folder `into`."""
    return _converted([path], into, "docx:MS Word 2007 XML", ".docx")[0]


def document_to_pdf(path: Path, into: Path) -> Path:
    """A Word document printed to a PDF in folder `into`."""
    return _converted([path], into, "pdf:writer_pdf_Export", ".pdf")[0]


def pdf_pages(pdf: Path) -> int:
    """How many pages `pdf` has."""
    said = subprocess.run(
        [poppler("pdfinfo"), pdf], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pages:"))


def pdf_text(pdf: Path) -> str:
    """The text of `pdf`, in the order in which it is drawn."""
    return subprocess.run(
        [poppler("pdftotext"), "-raw", pdf, "-"],
        check=True, capture_output=True, text=True, encoding="utf-8",
    ).stdout  # fmt: skip


def to_png(pdf: Path, into: Path, *, dots_per_inch: int = 80) -> list[Path]:
    """Each page of `pdf` as a picture in folder `into`, in page order."""
    into.mkdir(parents=True, exist_ok=True)
    options = ["-png", "-r", str(dots_per_inch)]
    pages = str(into / pdf.stem)
    subprocess.run([poppler("pdftoppm"), *options, pdf, pages], check=True, capture_output=True)
    return sorted(into.glob(f"{pdf.stem}-*.png"))


def poppler(name: str) -> str:
    return shutil.which(name) or needs.missing(name, install="sudo apt-get install poppler-utils")


def _converted(paths: list[Path], into: Path, convert_to: str, suffix: str) -> list[Path]:
    written = [into / path.with_suffix(suffix).name for path in paths]
    if {one.resolve() for one in written} & {path.resolve() for path in paths}:
        raise ValueError(f"{into} holds the input file, which would be overwritten")
    if len(set(written)) < len(paths):
        raise ValueError("two of the files would be converted to one")
    into.mkdir(parents=True, exist_ok=True)
    for one in written:
        one.unlink(missing_ok=True)
    with _one_at_a_time:
        said = _run(
            [
                str(find()),
                f"-env:UserInstallation={_profile().as_uri()}",
                *("--headless", "--norestore", "--convert-to", convert_to),
                *("--outdir", str(into), *map(str, paths)),
            ]
        )
    # LibreOffice exits with 0 even when it could not load a file.
    lost = [path.name for path, one in zip(paths, written, strict=True) if not one.is_file()]
    if lost:
        raise LibreOfficeFailed(f"{', '.join(lost)} was not converted to {suffix}: {said}")
    return written


def _run(command: list[str]) -> str:
    """Run to the end and return standard error; kill all its children when time is up."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            _, stderr = process.communicate(timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            # `soffice` is a starter: the program that hangs is its child.
            os.killpg(process.pid, signal.SIGKILL)
            _profile.cache_clear()  # the old one may be left locked
            raise LibreOfficeFailed(f"still running after {TIMEOUT_SECONDS} s") from None
    text = stderr.decode("utf-8", "replace").strip()
    if process.returncode != 0:
        raise LibreOfficeFailed(f"exit code {process.returncode}: {text}")
    return text


@functools.cache
def _profile() -> Path:
    """This process's own LibreOffice profile, deleted when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="kpibook-tests-libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder
