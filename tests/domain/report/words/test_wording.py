from __future__ import annotations

from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording import CommitteeWording, WordedSection, Wording


def test_a_committee_takes_the_council_s_words_where_it_has_none() -> None:
    council = Wording(title="Council title", meeting="Monday", council="Exampleton",
                      labels=Labels(target="Aim"))  # fmt: skip
    own = CommitteeWording("Scrutiny", own=Wording(meeting="Tuesday"))

    words = council.for_committee(own)

    assert (words.title, words.meeting, words.committee) == ("Council title", "Tuesday", "Scrutiny")
    assert (words.council, words.labels.target) == ("Exampleton", "Aim")
    assert words.committees == ()


def test_a_committee_s_section_takes_the_place_of_the_council_s_of_that_heading() -> None:
    purpose, law = WordedSection("Purpose", "A"), WordedSection("Law", "B")
    own_purpose, own_risk = WordedSection("purpose", "C"), WordedSection("Risk", "D")
    council = Wording(sections=(purpose, law))

    own = CommitteeWording("Scrutiny", own=Wording(sections=(own_purpose, own_risk)))

    assert council.for_committee(own).sections == (own_risk, own_purpose, law)
