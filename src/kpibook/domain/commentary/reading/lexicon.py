"""Words that say something about a figure, each with its part in a sentence."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache


class Part(Enum):
    """Part of a word in a sentence; the value is its letter in `Sentence.parts`."""

    # The hash of an Enum is worked out in Python each time; members are alone of their kind.
    __hash__ = object.__hash__

    FIGURE = "N"
    WHEN = "T"
    UP = "U"
    DOWN = "D"
    DECLINED = "Q"
    BETTER = "B"
    WORSE = "W"
    SAME = "S"
    MORE = "A"
    LESS = "L"
    AHEAD = "H"
    BEHIND = "J"
    TARGET = "G"
    COMPARATOR = "C"
    PERFORMANCE = "P"
    MET = "M"
    MISSED = "X"
    INSIDE = "I"
    OUTSIDE = "O"
    EXCEEDED = "E"
    ENTERED = "Y"
    LEFT = "Z"
    NOT = "n"
    PLAN = "f"
    FROM = "r"
    TO = "t"
    BY = "b"
    OF = "o"
    IN = "i"
    SINCE = "s"
    THAN = "h"
    AGAINST = "w"
    BE = "v"
    AND = "a"
    BUT = "x"
    GROUP = "g"
    TITLE = "k"
    SMALL = "e"
    OTHER = "z"
    COMMA = ","
    STOP = ";"
    OPEN = "("
    CLOSE = ")"


def _each(part: Part, words: str) -> dict[tuple[str, ...], Part]:
    return {tuple(phrase.replace("_", " ").split()): part for phrase in words.split()}


_WORDS: dict[tuple[str, ...], Part] = {
    **_each(
        Part.UP,
        "rose risen rise rises rising increased increase increases increasing grew grown grows "
        "growing growth climbed climb climbs climbing up went_up gone_up going_up goes_up "
        "jumped jump soared upward upwards crept_up edged_up upturn "
        "takes_longer taking_longer took_longer lengthened swelled mounted ticked_up nudged_up "
        "inched_up picked_up moved_up shot_up surged surge spiked spike escalated ballooned "
        "got_longer gets_longer getting_longer grown_longer got_bigger getting_bigger got_higher "
        "rocketed uptick uplift trended_up trending_up expanded heightened swollen "
        "has_been_rising rises_again jumps soars soaring surging edging_up creeping_up "
        "ticking_up moving_up picks_up picking_up mushroomed "
        "gain gained got_heavier getting_heavier grew_heavier "
        "more_common commoner getting_commoner more_frequent getting_more_common "
        "getting_more_frequent",
    ),
    **_each(
        Part.DOWN,
        "fell fallen fall falls falling decreased decrease decreases decreasing dropped drop drops "
        "dropping reduced reduction reduces reducing down went_down gone_down going_down cut "
        "goes_down downward downwards come_down came_down brought_down shrunk shrank dipped dip "
        "shortened eased lessened shed dwindled edged_down crept_down ticked_down nudged_down "
        "inched_down moved_down trended_down trending_down diminished receded subsided lowered "
        "shrinking shrinks dips dipping plummeted plunged fell_back fallen_back dropped_back "
        "tailed_off got_shorter gets_shorter getting_shorter got_smaller getting_smaller got_lower "
        "tailing_off dropping_back falling_back drops_back falls_back dropped_off fallen_off "
        "fell_away fallen_away dropped_away "
        "eased_back easing  "
        "got_lighter getting_lighter "
        "getting_rarer got_rarer becoming_rarer less_common less_frequent getting_less_common",
    ),
    **_each(
        Part.DECLINED,
        "declined decline declines declining slid slide sliding slumped slump tumbled sank sunk "
        "slipping "
        "slumping tumbling tumbles sinking slides slumps sinks "
        "slipped slips slipping_back slipped_back slippage",
    ),
    **_each(
        Part.BETTER,
        "improved improvement improves improving better got_better gets_better getting_better "
        "speeded_up sped_up quickened right_direction quicker faster stronger improvements "
        "rallied rebounded strengthened bounced_back gained_ground has_recovered have_recovered "
        "turned_around swifter speedier healthier made_progress made_gains "
        "recovered recovering rebound rebounding rallying strengthening "
        "good_progress progress_made step_forward step_forwards upswing "
        "turnaround turning_the_corner turned_the_corner making_progress makes_progress "
        "gaining_ground gains_ground improves_on safer timelier more_timely "
        "more_quickly more_promptly more_swiftly more_reliable more_reliably more_successful "
        "more_successfully more_efficient more_efficiently more_effective more_punctual "
        "more_speedily more_positive more_favourable "
        "further_progress steady_progress real_progress gone_the_right_way "
        "going_the_right_way heading_the_right_way moved_the_right_way right_way "
        "gained_some_ground made_up_ground "
        "safer",
    ),
    **_each(
        Part.WORSE,
        "worsened worsening worse deteriorated deterioration deteriorating got_worse getting_worse "
        "slower weaker wrong_direction poorer worsens "
        "slowed slowed_down slowing weakened weakening regressed lost_ground gone_backwards "
        "went_backwards going_backwards backward_step "
        "step_backwards backwards backslide backsliding step_back stepped_back "
        "deteriorates weakens lost_momentum losing_ground "
        "loses_ground  "
        "more_slowly less_quickly less_promptly less_reliable less_reliably less_successful "
        "less_efficient less_efficiently less_effective less_punctual less_positive "
        "less_favourable less_well "
        "gone_the_wrong_way going_the_wrong_way went_the_wrong_way heading_the_wrong_way "
        "moved_the_wrong_way wrong_way "
        "lost_some_ground lost_a_little_ground",
    ),
    **_each(
        Part.SAME,
        "unchanged no_change no_movement not_changed not_moved static the_same level_with "
        "maintained same_as no_different identical on_a_par_with exactly_as_in remained_flat "
        "stood_still no_better_or_worse neither_better_nor_worse "
        "remains_flat stayed_flat is_flat was_flat unaltered no_real_change no_real_movement "
        "little_changed hold_steady held_steady holding_steady steady_at level_pegging",
    ),
    **_each(
        Part.MORE,
        "above higher more greater over upper larger past_the past_its past_our longer dearer "
        "costlier busier "
        "heavier commoner "
        "in_excess_of "
        "not_as_low_as more_time scraped_past edged_past crept_past sailed_past squeezed_past "
        "gone_past went_past",
    ),
    **_each(
        Part.LESS,
        "below lower fewer less under smaller beneath shorter cheaper quieter lighter "
        "not_as_high_as not_so_high_as less_time "
        "not_as_many_as not_so_many_as",
    ),
    **_each(
        Part.AHEAD,
        "ahead_of ahead better_than beats beat beaten beating surpassed surpassing "
        "surpasses outperformed outperforming outperforms favourably compares_well "
        "smashes smashed smashing clears bettered betters bettering topped tops topping "
        "well_clear_of clear_of "
        "overtaken overtook overtakes overtaking "
        "in_front_of "
        "right_side_of the_right_side_of outpacing outpaced outpaces not_as_bad_as "
        "not_so_bad_as",
    ),
    **_each(
        Part.BEHIND,
        "lagging_behind lags_behind trailing_behind "
        "trail trailing lag lagged trailed behind worse_than short_of adrift_of adrift shy_of lags "
        "lagging trails "
        "unfavourably compares_badly compares_poorly poorly "
        "comes_up_short came_up_short coming_up_short come_up_short "
        "wrong_side_of the_wrong_side_of not_as_good_as not_so_good_as not_as_strong_as "
        "less_good_than not_as_well_as",
    ),
    **_each(
        Part.TARGET,
        "target targets profile standard goal ambition limit ceiling maximum threshold profiled "
        "aim benchmark plan milestone target_level trajectory budgeted budget "
        "cap quota objective requirement "
        "upper_limit upper_threshold upper_ceiling",
    ),
    **_each(
        Part.COMPARATOR,
        "english_councils english_authorities across_the_country country_as_a_whole "
        "england national_average nationally statistical_neighbours stat_neighbours neighbours "
        "statistical_neighbour_average neighbour neighbour_average regional_average region "
        "regionally region's cipfa statistical_neighbour london sn national england_average "
        "nearest_neighbours england's comparators family_group peer peers "
        "wales welsh scotland scottish "
        "english_average english_mean english_rate english_figure national_mean",
    ),
    **_each(
        Part.PERFORMANCE,
        "rate figure figures performance position percentage proportion total result results level "
        "outturn measure indicator score average mean it we this number numbers kpi "
        "our_performance "
        "pi rates volume share cumulative council overall q1 trend direction volumes count "
        "prevalence incidence timeliness uptake take-up coverage compliance outcome borough county "
        "levels picture our us one's both that which they authority turnaround "
        "ours",
    ),
    **_each(
        Part.MET,
        "met meet meets meeting achieved achieve achieves achieving on_target hit hits hitting "
        "reached reach reaches reaching on_track at_target delivered delivers attained on_plan "
        "on_profile in_line_with matches matched matching satisfies satisfied "
        "managed_to_meet managed_to_achieve managed_to_hit managed_to_reach "
        "succeeded_in_meeting succeeds_in_meeting fulfilled fulfils bang_on_target "
        "right_on_target bang_on "
        "observed honoured respected adhered_to kept_to "
        "realised",
    ),
    **_each(
        Part.MISSED,
        "breaches breached breaching "
        "missed miss misses missing off_target failed fails failing off_track off "
        "undershot fell_short falls_short fallen_short falling_short not_on_target "
        "out_of_reach out_of_our_reach beyond_our_reach beyond_reach",
    ),
    **_each(Part.INSIDE, "within inside"),
    **_each(Part.OUTSIDE, "outside beyond out_of"),
    **_each(Part.EXCEEDED, "exceeded exceed exceeds exceeding"),
    **_each(
        Part.ENTERED,
        "joined entered entering received notified came opened added admitted referred started "
        "new arrived registered raised accepted presented",
    ),
    **_each(
        Part.LEFT,
        "left leaving leave completed closed ended out exited exiting found discharged removed "
        "resolved finished cleared housed rehoused signed_off moved_on ceased",
    ),
    **_each(
        Part.NOT,
        "not no never neither nor without cannot can't didn't doesn't isn't wasn't haven't hasn't "
        "aren't weren't don't won't no_longer yet_to unable nowhere hardly hadn't far_from "
        "wouldn't couldn't nobody fail failed_to fails_to failing_to rather_than",
    ),
    **_each(
        Part.PLAN,
        "will would should could may might shall expect expects expected hope hoped hopes aim_to "
        "aims_to forecast forecasts forecasting projected project if intend plan_to planned "
        "anticipate anticipated anticipates likely unless until we'd we'll it'll they'd i'd "
        "proposed propose proposes estimate ambition_to until were_to had_the we're_aiming "
        "predicted predict due_to_reach next by_the_end_of_the_year need needs needed "
        "aiming_for aim_for on_course required require requires stay go_on seek seeking "
        "towards want wants target_date once there'd can potential expecting budgeting it'd "
        "would_have in_order aiming aims",
    ),
    **_each(Part.FROM, "from"),
    **_each(Part.TO, "to"),
    **_each(Part.BY, "by"),
    **_each(Part.OF, "of out_of_the"),
    **_each(Part.IN, "in at for during on upon over_the in_the for_the at_the on_the across"),
    **_each(Part.SINCE, "since between"),
    **_each(
        Part.THAN,
        "than as compared_to compared_with in_comparison_with in_comparison_to "
        "relative_to as_against compared comparing when_compared_to when_compared_with "
        "set_beside when_set_beside put_beside when_put_beside put_next_to when_put_next_to "
        "by_comparison_with in_contrast_to in_contrast_with",
    ),
    **_each(Part.AGAINST, "against versus vs with v"),
    **_each(
        Part.BE,
        "is was are were be been being stood stands standing remains remained remain has have had "
        "came_in came_in_at became become becomes now averaged average_of averages equals equal "
        "reads amounted amounts ended stood_at stays sits sat finished are_now means we're it's "
        "rests comes came_out totalled totals have_been has_been we've finished_on "
        "do does did stand sit lie lies now_take now_takes now_run average "
        "kept keeps keeping held "
        "come that's there's "
        "having",
    ),
    **_each(Part.AND, "and & plus or"),
    **_each(
        Part.BUT,
        "but while whilst whereas although though however despite because when where due owing "
        "following reflecting thanks after before so with_the",
    ),
    **_each(
        Part.GROUP,
        "among amongst excluding excludes exclude except alone of_which of_these of_those only "
        "of_them boys girls male female females males disregarding setting_aside leaving_aside "
        "without_these apart elsewhere separately separate another other others individual "
        "each every of_whom aside discounting ignoring remaining remainder aged nearby unlike "
        "agency respectively subset",
    ),
    **_each(
        Part.SMALL,
        "the a an some its their very slightly somewhat still also only_just just well further "
        "rather fully comfortably narrowly marginally significantly considerably little bit again "
        "already currently around about nearly almost approximately roughly circa c. c ca exactly "
        "there quite much far steadily sharply broadly continued continues continue continuing "
        "has_now "
        "local annual quarterly corporate agreed own council's recently once_more once_again "
        "ever good great strong encouraging pleasing disappointing small large big overall "
        "minimum set full full-year year-end yearly stretch internal contractual easily "
        "substantially clearly safely back i.e. ie namely e.g. welcome steady marked "
        "rounded actual actually these those such same at_least even modest gradual dramatically "
        "sustained same_time being_a then year-to-date year's quarter's dramatic seen saw see "
        "shows show showed recorded reported records says said an_extra extra additional net "
        "represents representing giving gives give made making moved move moving lot nicely "
        "remarkably another_small firmly so_far both_higher both_lower reporting shown showing "
        "up_to aged_debt aged_debts pleased delighted disappointed glad sorry proud i am my report "
        "unfortunately regrettably sadly fortunately thankfully encouragingly disappointingly "
        "locally formally challenging ambitious demanding compares compare absolutely really truly "
        "so some_way a_long_way consecutive successive pleasingly welcomed "
        "rather slight sharp clear clearer significant considerable substantial noticeable "
        "noticeably markedly notable notably tiny healthy worrying concerning real "
        "distinct appreciable appreciably material materially a_good_deal a_great_deal "
        "a_touch a_shade a_fraction fractionally vastly decidedly distinctly definite "
        "definitely undoubted heartening creditable regrettable unwelcome worryingly "
        "dramatically massive massively huge hugely tad a_tad fair fairly solid solidly mild "
        "mildly impressive impressively excellent visible visibly pronounced measurable "
        "much_the hefty moderate moderately rapid rapidly gradually slowly quickly "
        "yet_again for_the_second_time for_the_third_time therefore thus hence indicates "
        "indicating reflects reflected marked_by "
        "performing performs continuing_to gone_on went_on goes_on going_on "
        "yet service's team's department's directorate's authority's organisation's english "
        "thereby where_we_were where_it_was where_they_were where_it_stood where_we_stood "
        "time_around this_time "
        "represent represented signals signalling",
    ),
}

# Words of movement in phrases that say nothing of a figure: "made up 31% of completions".
_WORDS.update(
    _each(
        Part.OTHER,
        "made_up makes_up make_up making_up set_up setting_up taken_up taking_up backed_up "
        "signed_up signing_up followed_up following_up opened_up opening_up freed_up freeing_up "
        "held_up holding_up written_up drawn_up caught_up catching_up tied_up turned_up "
        "broken_down breaking_down breaks_down closed_down shut_down stood_down laid_down "
        "handed_over taken_over carried_over turned_over changed_over "
        "written_down handed_down turned_down settled_down",
    )
)

_GOES_ON = ("continue", "continues", "continued", "continuing", "began", "begun", "started")
_GOING_ON = {
    Part.UP: "rise increase grow climb creep_up edge_up go_up move_up",
    Part.DOWN: "fall drop decrease reduce go_down come_down shrink dip edge_down",
    Part.DECLINED: "decline slide slip",
    Part.BETTER: "improve get_better recover strengthen move_in_the_right_direction",
    Part.WORSE: "worsen deteriorate get_worse weaken move_in_the_wrong_direction",
    Part.MET: "meet achieve hit reach deliver attain",
    Part.MISSED: "miss fall_short",
    Part.AHEAD: "beat outperform surpass",
    Part.BEHIND: "lag trail lag_behind trail_behind",
    Part.EXCEEDED: "exceed",
}
_WORDS.update(
    {
        (verb, "to", *phrase): part
        for part, words in _GOING_ON.items()
        for phrase in _each(part, words)
        for verb in _GOES_ON
    }
)

_FIRST: dict[str, list[tuple[tuple[str, ...], Part]]] = {}
for _phrase, _part in sorted(_WORDS.items(), key=lambda entry: -len(entry[0])):
    _FIRST.setdefault(_phrase[0], []).append((_phrase, _part))

# Endings that say no more about which word it is.
# Not "nn": "planning" of a title is no plan.
_DOUBLED = frozenset(("pp", "tt", "gg", "bb", "mm", "dd"))
_ENDINGS = ("ing", "ions", "ion", "ied", "ies", "ed", "s")


def part_at(words: list[str], place: int) -> tuple[Part | None, int]:
    """Return the part of the longest phrase at a place, and its number of words.

    None for a word that says nothing about a figure.

    >>> part_at("it went up again".split(), 1)
    (<Part.UP: 'U'>, 2)
    >>> part_at("a library".split(), 1)
    (None, 1)
    """
    following = words[place + 1] if place + 1 < len(words) else ""
    for phrase, part in _FIRST.get(words[place], ()):
        size = len(phrase)
        if size > 1 and not following.startswith(phrase[1]):
            continue
        if size == 1 or _is_phrase(words[place : place + size], phrase):
            return part, size
    return None, 1


def _is_phrase(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Return True for the words of a phrase, the last with or without "'s"."""
    return words[1:-1] == list(phrase[1:-1]) and words[-1].removesuffix("'s") == phrase[-1]


def alone(word: str) -> tuple[Part, frozenset[str]]:
    """Return the part of a word by itself, and the words behind it with which it is a phrase.

    >>> alone("rose"), alone("library")[0]
    ((<Part.UP: 'U'>, frozenset()), <Part.OTHER: 'z'>)
    >>> "up" in alone("went")[1]
    True
    """
    part, behind = Part.OTHER, set()
    for phrase, of_phrase in _FIRST.get(word, ()):
        if len(phrase) > 1:
            behind.add(phrase[1])
        else:
            part = of_phrase
    return part, frozenset(behind)


@lru_cache(maxsize=8192)  # a few hundred words make most commentaries
def stem(word: str) -> str:
    """Return a word without the ending that says number or tense.

    >>> stem("complaints"), stem("children's"), stem("decided")
    ('complaint', 'children', 'decid')
    """
    word = word.removesuffix("'s").removesuffix("\u2019s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            if word[-2:] in _DOUBLED and ending in ("ing", "ed"):
                word = word[:-1]  # "tipping" of "tips"
            break
    return word.removesuffix("e") if len(word) > 3 else word
