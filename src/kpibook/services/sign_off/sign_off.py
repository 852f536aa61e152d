"""Sign a return off: a post agreed it as it is now, and the workbook keeps that."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.sign_off.agreement import Agreement
from kpibook.domain.sign_off.canonical import whole_mark
from kpibook.domain.sign_off.sign_off import SignOff, current, with_new, withdrawn
from kpibook.domain.wording import counted, shortened
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.councils_own import councils_own_refused
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.services.rating.agreed import heads_of, marks_in
from kpibook.services.rating.scorecard import Scorecard, rate_workbook, refuse_without_measures
from kpibook.services.sheets.return_sheet import write_rated_return
from kpibook.services.sign_off.sign_off_sheet import show_agreement, write_sign_offs
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook

_LONGEST_POST, _LONGEST_VERSION = 100, 40


@dataclass(frozen=True, slots=True)
class SignOffAsked:
    """Sign-off that a person asks for.

    Attributes:
        by: The post.
        on: The day.
        version: The version; "" if not given.
        withdraw: True to withdraw the sign-off of the quarter; the post is not needed then.
    """

    by: str
    on: date
    version: str = ""
    withdraw: bool = False


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Result of signing a return off, or of withdrawing that.

    Attributes:
        period: The quarter.
        measures: Number of its measures.
        agreement: What holds now.
        findings: Findings on what a person had typed on the sheet Return.
        saved: The result of saving the workbook.
    """

    period: Quarter
    measures: int
    agreement: Agreement
    findings: tuple[Finding, ...] = ()
    saved: Saved = field(default_factory=Saved)

    @property
    def sentence(self) -> str:
        """Result in a sentence."""
        of = f"Return of {self.period}, {counted(self.measures, 'measure')}"
        return f"{of}. {self.agreement.sentence}"


_FIX = "Keep the published copy that was agreed, with the day and the post in its name."


def sign_off_file(path: Path, asked: SignOffAsked, destination: Destination) -> SignedOff:
    """Sign off the return of the workbook at `path`, and write it to `destination`.

    Raises:
        KpibookError: As `sign_off`; or a file cannot be read or written. The workbook on disk is
            then as it was.
    """
    with councils_own_refused(path, _FIX):
        signed, saved = destination.change(path, lambda book: sign_off(book, path.parent, asked))
    return replace(signed, findings=findings_at(saved, path.name, signed.findings), saved=saved)


def sign_off(book: Book, folder: Path, asked: SignOffAsked) -> SignedOff:
    """Sign off the return of an open workbook, or withdraw the sign-off of its quarter.

    Cover, Settings and the return say so from then on; no figure and no rating is changed.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        asked: The sign-off.

    Raises:
        WorkbookError: ``sign-off-by-missing``, ``sign-off-version-long``, ``sign-off-day``,
            ``sign-off-missing``, or it has no measure to report.
    """
    workbook = read_workbook(book)
    card = rate_workbook(workbook, folder)
    refuse_without_measures(card)
    if asked.withdraw:
        sign_offs = _withdrawn(workbook)
    else:
        sign_offs = with_new(workbook.sign_offs, _new(card, asked))
    write_sign_offs(book, workbook, sign_offs)
    card = rate_workbook(replace(workbook, sign_offs=sign_offs), folder)
    show_agreement(book, card)
    written = write_rated_return(book, card, folder)
    return SignedOff(workbook.settings.period, len(card.rated), card.agreement, written.findings)


def _withdrawn(workbook: PerformanceWorkbook) -> tuple[SignOff, ...]:
    period = workbook.settings.period
    if current(workbook.sign_offs, period) is None:
        raise WorkbookError(
            f"the return of {period} is not signed off, so that nothing can be withdrawn.",
            code="sign-off-missing",
            where=workbook.file,
            fix=f"Check the period on the sheet {layout.SETTINGS}.",
        )
    return withdrawn(workbook.sign_offs, period)


def _new(card: Scorecard, asked: SignOffAsked) -> SignOff:
    workbook = card.workbook
    settings, file = workbook.settings, workbook.file
    by, version = " ".join(asked.by.split()), " ".join(asked.version.split())
    if not by or len(by) > _LONGEST_POST:
        raise WorkbookError(
            "a return is agreed by a post, and none is named."
            if not by
            else f"{shortened(by)} is too long for the name of a post: {len(by):,} characters.",
            code="sign-off-by-missing",
            where=file,
            fix=f"Name it in at most {_LONGEST_POST} characters, such as Head of Service (--by).",
        )
    if len(version) > _LONGEST_VERSION:
        raise WorkbookError(
            f"the version has {len(version):,} characters; at most {_LONGEST_VERSION} are printed.",
            code="sign-off-version-long",
            where=file,
            fix="Give a short one, such as 1.2.",
        )
    _refuse_day(asked.on, settings.period, file)
    marks = marks_in(workbook, card.rated)
    whole = whole_mark(settings.period, heads_of(settings, card.scheme.key), marks)
    return SignOff(settings.period, by, asked.on, version, whole, marks=marks)


def _refuse_day(on: date, period: Quarter, file: str) -> None:
    """Refuse a day on which the return cannot have been agreed.

    Raises:
        WorkbookError: ``sign-off-day``.
    """
    today = date.today()  # noqa: DTZ011 the officer's own day
    if period.start <= on <= max(today, period.start):
        return
    reason = "is still to come" if on > today else f"is before {period} began"
    raise WorkbookError(
        f"{long_date(on)} {reason}.",
        code="sign-off-day",
        where=Location(file),
        fix="Give the day on which the return was agreed.",
    )
