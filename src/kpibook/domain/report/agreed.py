"""That a report is agreed, and by which posts, or that it is a draft: from its workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.measures.period import long_date
from kpibook.domain.report.material import Material
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.sign_off.agreement import DRAFT, Agreement, AgreementState
from kpibook.domain.sign_off.sign_off import SignOff
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass

#: State in no language of a report of which a workbook was changed since it was agreed.
CHANGED = AgreementState.CHANGED.value
#: Likewise of one that the council's own words call agreed.
WORDED = "worded"


@dataclass(frozen=True, slots=True)
class AgreedState:
    """State of a report.

    Attributes:
        agreed: The posts that agreed it and the days; "" for a draft.
        draft: The words for a draft; "" if it is agreed.
        takes_words: False if a workbook was changed since it was agreed: that the council's words
            call the report agreed is not true then.
        data: Each return's state with the post, the day and the version, in no language.
    """

    agreed: str = ""
    draft: str = ""
    takes_words: bool = True
    data: str = ""


def agreed_state(material: Material, labels: Labels) -> AgreedState:
    """Return the state of a report: agreed only if the return of every workbook is, as it is now.

    Args:
        material: The report's workbooks.
        labels: The fixed words.
    """
    names = {source.name: source.directorate or source.name for source in material.sources}
    by_state: dict[AgreementState, list[str]] = {state: [] for state in AgreementState}
    sign_offs: list[tuple[str, SignOff]] = []
    data = "; ".join(_as_data(material.agreements.get(name, DRAFT)) for name in names)
    for name, shown in names.items():
        agreement = material.agreements.get(name, DRAFT)
        by_state[agreement.state].append(shown)
        if agreement.agreed is not None:
            sign_offs.append((shown, agreement.agreed))
    if changed := by_state[AgreementState.CHANGED]:
        words = labels.draft_changed
        if material.is_of_several:
            words = labels.draft_changed_part.replace("{}", listed(changed))
        return AgreedState(draft=words, takes_words=False, data=CHANGED)
    if by_state[AgreementState.DRAFT] or not sign_offs:
        is_some = bool(sign_offs)
        left = listed(by_state[AgreementState.DRAFT])
        words = labels.draft_part.replace("{}", left) if is_some else labels.draft
        return AgreedState(draft=words, data=data)
    return AgreedState(agreed=_all_agreed(sign_offs, labels), data=data)


def _as_data(agreement: Agreement) -> str:
    held = agreement.agreed
    about = () if held is None else (held.by, held.on.isoformat(), held.version)
    return " ".join(filter(None, (agreement.state.value, *about)))


def _all_agreed(sign_offs: Iterable[tuple[str, SignOff]], labels: Labels) -> str:
    """Name each post once, with the directorates it answers for if there are several sign-offs."""
    by_words: dict[str, list[str]] = {}
    for directorate, sign_off in sign_offs:
        by_words.setdefault(_in_words(sign_off, labels), []).append(directorate)
    if len(by_words) == 1:
        return next(iter(by_words))
    return "; ".join(f"{words}, {listed(of)}" for words, of in by_words.items())


def _in_words(sign_off: SignOff, labels: Labels) -> str:
    words = _put(labels.agreed_on, sign_off.by, long_date(sign_off.on))
    return _put(labels.agreed_version, words, sign_off.version) if sign_off.version else words


def _put(words: str, *values: str) -> str:
    """Put values into the places of words, in their order."""
    pieces = words.split("{}")
    ends = (*values, "")
    return "".join(piece + value for piece, value in zip(pieces, ends, strict=True))
