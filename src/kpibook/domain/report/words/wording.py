"""The council's own words for its reports, as one file holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.on_use.dataclass import dataclass

#: Title of a report whose wording gives none, as committee reports word it.
TITLE = "Corporate Quarterly Performance Report – {period_long}"


@dataclass(frozen=True, slots=True)
class WordedSection:
    """Section in the council's words.

    Attributes:
        heading: Its heading.
        text: Its text, with names such as {quarter}; a blank line ends a paragraph, and lines that
            begin with "- " are a list.
        is_before: True if it comes before the performance, False if after it.
    """

    heading: str
    text: str
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class CommitteeWording:
    """Committee that gets a report of its part of the measures.

    Attributes:
        name: Its name.
        includes: What is in its report: committees, priorities, services, directorates or
            references; empty takes the measures that the register says are for it.
        own: Its own words, which come before the council's; "" in a field leaves the council's.
    """

    name: str
    includes: tuple[str, ...] = ()
    own: Wording | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a council's reports.

    Attributes:
        file: Name of the file they come from; "" without a file.
        title: Title, with names such as {period_long}.
        council: Name of the council; "" takes that of the workbooks.
        committee: The committee; "" takes that of the workbooks.
        meeting: Day of the meeting.
        report_of: The officer who reports.
        contact: Lines that say whom to ask.
        agreed: Who agreed it, and when; "" for a draft.
        language: Language of the report; "" is English.
        sections: The council's sections, in order.
        committees: The committees that get a report each.
        labels: The fixed words.
        returns: What the return shows, and in which order.
        styles: The names of the styles in the council's template, by `STYLE_USES`.
    """

    file: str = ""
    title: str = ""
    council: str = ""
    committee: str = ""
    meeting: str = ""
    report_of: str = ""
    contact: tuple[str, ...] = ()
    agreed: str = ""
    language: str = ""
    sections: tuple[WordedSection, ...] = ()
    committees: tuple[CommitteeWording, ...] = ()
    labels: Labels = field(default_factory=Labels)
    returns: ReturnWording = field(default_factory=ReturnWording)
    styles: Mapping[str, str] = field(default_factory=dict)

    def for_committee(self, committee: CommitteeWording) -> Wording:
        """Return the words for a committee: its own where it has them, else the council's.

        Its sections come first on their side; a section whose heading the council uses too takes
        the place of that section.
        """
        own = committee.own or Wording()
        return Wording(
            file=self.file,
            title=own.title or self.title,
            council=self.council,
            committee=committee.name,
            meeting=own.meeting or self.meeting,
            report_of=own.report_of or self.report_of,
            contact=own.contact or self.contact,
            agreed=own.agreed or self.agreed,
            language=own.language or self.language,
            sections=_together(own.sections, self.sections),
            labels=self.labels,
            returns=self.returns,
            styles=self.styles,
        )


def _together(
    own: tuple[WordedSection, ...], shared: tuple[WordedSection, ...]
) -> tuple[WordedSection, ...]:
    by_heading = {section.heading.casefold(): section for section in own}
    taken = {section.heading.casefold() for section in shared}
    new = (section for section in own if section.heading.casefold() not in taken)
    return (*new, *(by_heading.get(each.heading.casefold(), each) for each in shared))
