"""A whole report, made from its material and the council's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.finding import Finding
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import long_date
from kpibook.domain.report.action_line import KeyActions, action_lines
from kpibook.domain.report.agreed import WORDED, agreed_state
from kpibook.domain.report.block import Block, Urgency, Word
from kpibook.domain.report.blocks import block_of
from kpibook.domain.report.figures_of import BlockFigures
from kpibook.domain.report.material import Material, ids_of
from kpibook.domain.report.placeholders import NAMES, Values, fill, paragraphs_of
from kpibook.domain.report.report import Group, Paragraph, Report, Section
from kpibook.domain.report.summary import named_values, summary_of
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording import TITLE, Wording
from kpibook.domain.reporting.order import NO_PRIORITY
from kpibook.domain.wording import counted, folded, nearest, shortened
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

_URGENCIES = list(Urgency)
_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Drafted:
    """Report with the findings on the council's words.

    Attributes:
        report: The report.
        findings: Names in the words that are not known, or have no value.
    """

    report: Report
    findings: tuple[Finding, ...] = ()


def report_from(
    material: Material,
    wording: Wording,
    *,
    only_exceptions: bool = False,
    for_sheets: bool = False,
) -> Drafted:
    """Make the report of some measures.

    Args:
        material: The measures; every count and sentence is of these.
        wording: The council's words.
        only_exceptions: Show only the measures that need attention. The counts stay those of all.
        for_sheets: Leave out what the sheets of a return do not print: targets of trends, and the
            shorthand of the whole, as each sheet has its own.
    """
    rows = material.in_order()
    times = Counter(row.rated.measure.key for row in rows)
    repeated = {key for key, number in times.items() if number > 1}
    every = tuple(
        block_of(
            BlockFigures(
                *(ident, row, material.scheme(row), material.cells_of(row)),
                has_trend_targets=not for_sheets,
            ),
            material.directorate_of(row),
            repeated,
            wording.labels,
            on=material.on,
        )
        for ident, row in zip(ids_of(rows), rows, strict=True)
    )
    shown = tuple(block for block in every if block.urgency) if only_exceptions else every
    summary = summary_of(material, rows, every)
    words = _Words(wording, named_values(material, wording, rows, summary))
    state = agreed_state(material, wording.labels)
    key_actions = tuple(_key_actions(material, wording.labels))
    directorates = dict.fromkeys(row.directorate for row in rows if row.directorate)
    title = words.filled(wording.title or TITLE)
    worded = words.filled(wording.agreed) if state.takes_words else ""
    report = Report(
        title=title,
        council=wording.council or material.council,
        directorates=tuple(directorates),
        committee=wording.committee or material.committee,
        meeting=words.filled(wording.meeting),
        report_of=_without_label(words.filled(wording.report_of), wording.labels.report_of),
        contact=tuple(map(words.filled, wording.contact)),
        period=str(material.period),
        period_long=material.period.long_label,
        previous=str(material.period.previous),
        agreed=worded or state.agreed,
        draft=state.draft,
        before=words.sections(is_before=True),
        after=(
            *_section_of_actions(key_actions, wording.labels),
            *words.sections(is_before=False),
        ),
        summary=summary,
        groups=_groups(shown),
        needs_attention=_attention(every),
        is_exceptions=only_exceptions,
        key_actions=key_actions,
        scope=(*material.scope, *(_on_exceptions(shown, every) if only_exceptions else ())),
        completeness=material.completeness,
        key=_key((*(count.word for count in summary.counts), *_words_in(shown))),
        shorthand=() if for_sheets else _shorthand(shown, wording.labels),
        rules=tuple(_rules(material, rows)),
        sources=material.sources,
        language=wording.language or _LANGUAGE,
        labels=wording.labels,
        facts=material.head_facts(
            wording,
            WORDED if worded else state.data,
            is_title_filled=title != wording.title,
        ),
    )
    return Drafted(report, tuple(words.findings()))


def _rules(material: Material, rows: Sequence[ConsolidatedRow]) -> Iterator[str]:
    """Yield the rules that the report follows, each a sentence."""
    for scheme in material.schemes:
        if any(row.scheme == scheme.key for row in rows):
            yield f"Rated under the scheme '{scheme.title}'. {scheme.source}"
    if material.on is not None and (material.actions or any(row.actions for row in rows)):
        yield (
            f"The state of actions is that on {long_date(material.on)}: overdue are those due "
            "before that day and not done."
        )


def _on_exceptions(shown: Sequence[Block], every: Sequence[Block]) -> tuple[str, ...]:
    """Say that measures are left out, if any are."""
    if len(shown) == len(every):
        return ()
    return (
        (
            f"Only the measures that need attention are shown in full: {len(shown):,} of "
            f"{counted(len(every), 'measure')}. The counts are of all."
        ),
    )


def _key_actions(material: Material, labels: Labels) -> Iterator[KeyActions]:
    """Yield the actions that no measure has, by service.

    An action that names no service comes under its directorate.
    """
    services: dict[str, list[Action]] = {}
    for action in material.actions:
        names = [action.directorate] if material.is_of_several or not action.service else []
        heading = ": ".join(filter(None, [*names, action.service]))
        services.setdefault(heading, []).append(action)
    for heading, actions in services.items():
        yield KeyActions(heading, action_lines(actions, material.day, labels))


def _section_of_actions(services: Iterable[KeyActions], labels: Labels) -> Iterator[Section]:
    """Yield the section on the actions that no measure has; none without any."""
    paragraphs = []
    for number, service in enumerate(services, start=1):
        if service.heading:
            paragraphs.append(Paragraph(service.heading, id=f"actions.s{number}"))
        items = tuple(line.words for line in service.lines)
        paragraphs.append(Paragraph(items=items, id=f"actions.s{number}.list"))
    if paragraphs:
        yield Section(labels.key_actions, tuple(paragraphs))


def _without_label(text: str, label: str) -> str:
    """Return a text without the label that is printed in front of it anyway."""
    begins = text.casefold().startswith(f"{label.casefold()} ")
    return text[len(label) :].strip() if begins else text


class _Words:
    """The council's words, filled in; it remembers the names that could not be."""

    def __init__(self, wording: Wording, values: Values) -> None:
        self._wording = wording
        self._values = values
        self._unknown: dict[str, None] = {}
        self._empty: dict[str, None] = {}

    def filled(self, text: str) -> str:
        done = fill(text, self._values)
        self._unknown.update(dict.fromkeys(done.unknown))
        self._empty.update(dict.fromkeys(done.empty))
        return done.text

    def sections(self, *, is_before: bool) -> tuple[Section, ...]:
        side = "before" if is_before else "after"
        chosen = [each for each in self._wording.sections if each.is_before is is_before]
        return tuple(
            self._section(each.heading, each.text, f"{side}.s{number}")
            for number, each in enumerate(chosen, start=1)
        )

    def _section(self, heading: str, text: str, ident: str) -> Section:
        self.filled(text)  # for the names in it that are not known
        return Section(self.filled(heading), paragraphs_of(text, self._values, ident))

    def findings(self) -> Iterator[Finding]:
        for name in self._unknown:
            yield Finding(
                "report-name-unknown",
                f"the words have {{{shortened(name, 40)}}}, which is not a name that is filled in: "
                "[x] is printed there.",
                Location(self._wording.file),
                f"{nearest(name, NAMES)} For a brace itself write two.",
            )
        for name in self._empty:
            yield Finding(
                "report-name-empty",
                f"the words have {{{name}}}, and nothing says what it is: [x] is printed there.",
                Location(self._wording.file),
                f"Enter the {name} in the workbook's settings or under [report], or word it "
                "without the name.",
            )


def _groups(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Return blocks in order by directorate and priority; those without a priority come last."""
    by_directorate: dict[str, dict[str, list[Block]]] = {}
    for block in blocks:
        priorities = by_directorate.setdefault(block.name.directorate, {})
        priorities.setdefault(folded(block.priority), []).append(block)
    groups = []
    for directorate, priorities in by_directorate.items():
        without = priorities.pop("", [])
        for members in (*priorities.values(), *([without] if without else [])):
            name = members[0].priority or NO_PRIORITY
            groups.append(Group(name, directorate, tuple(members)))
    return tuple(groups)


def _attention(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks that need attention, the most urgent first and else in order."""
    urgent = [(block.urgency, block) for block in blocks if block.urgency is not None]
    return tuple(block for _, block in sorted(urgent, key=lambda each: _URGENCIES.index(each[0])))


def _words_in(blocks: Iterable[Block]) -> Iterator[Word]:
    """Yield the words that are printed of measures; no symbol of a direction is printed."""
    directions = []
    for block in blocks:
        yield block.status
        directions += [replace(movement.word, symbol="") for movement in block.directions]
        if block.forecast is not None:
            yield block.forecast.status
    yield from directions


def _key(words: Iterable[Word]) -> tuple[Word, ...]:
    by_meaning = {(word.label, word.meaning): word for word in words if word.meaning}
    return tuple(by_meaning.values())


def _shorthand(blocks: Iterable[Block], labels: Labels) -> tuple[tuple[str, str], ...]:
    """Return the shorthand that is printed of measures, with its meaning."""
    texts: set[str] = set()
    for block in blocks:
        texts.update(figure.text for _, figure in block.positions(labels))
        texts.update(movement.words for movement in block.directions)
        if block.trend.has_chart:
            texts.update(f.text for p in block.trend.points for f in (p.actual, p.target))
    printed = " ".join(texts)
    return tuple((mark, meaning) for mark, meaning in MARKERS.items() if mark in printed)
