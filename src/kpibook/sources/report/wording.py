"""The file of a council's own words for its reports: read, and written new."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

from kpibook.domain.report.placeholders import NAMES
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.style_names import STYLE_USES
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.report.words.wording_file import wording_from
from kpibook.errors import WordingError
from kpibook.files.reading import read_regular, unreadable

_LARGEST = 1_000_000

_NEW = """\
# The council's own words for its performance reports. kpibook reads this file and never writes it.
# Names in braces are filled in, wherever they are written below:
{names}
# Two braces print one. Delete what you do not need.

[report]
title = "Corporate Quarterly Performance Report – {period_long}"
# council = "..."      # else as the workbooks say
# committee = "..."    # else as the workbooks say
meeting = ""
report_of = ""
contact = []           # a line each: a post, a telephone number, an e-mail address
agreed = ""            # "Head of Service on 14th January 2022"; empty prints that it is a draft
language = "en-GB"     # "cy" for Welsh; the fixed words are then yours, under [labels]

# Sections come in this order; place = "before" puts a section before the figures. A blank line
# begins a paragraph, and lines that begin with "- " are a list.
[[section]]
place = "before"
heading = "Purpose"
text = "To present the {quarter} position of {directorate} for the financial year {financial_year}."

[[section]]
place = "before"
heading = "Recommendations"
text = \"\"\"It is recommended that the {committee} reviews this report, and that any performance \\
issues are referred to the relevant Cabinet Member.\"\"\"

[[section]]
place = "before"
heading = "Background"
text = \"\"\"
This report covers {measures} across {priorities} of the Council Plan:

{by_priority}

{new_measures}
\"\"\"

[[section]]
heading = "Finance"
text = "There are no direct financial implications in receiving this report."

[[section]]
heading = "Law"
text = "There are no direct legal implications in receiving this report."

[[section]]
heading = "Risk Management"
text = "Each directorate keeps a risk register."

[[section]]
heading = "Equality Impact"
text = "There are no special considerations of equality and diversity in receiving this report."

# What the return shows (`kpibook return`, and the sheet Return). Leave out or put in another order
# what you like, except priorities, notes and periods.
[return]
# title = "Quarterly Performance Return – {period_long}"
sheets = ["summary", "attention", "priorities", "commentary", "key", "notes"]
columns = ["target", "comparator", "periods", "forecast", "trend", "status", "direction"]
periods = 5            # quarters, 1 to 8

# A report for each committee, with -o and a folder. What is in it: committees, priorities,
# services, directorates or references; without includes what the register's column Committee says.
# [[committee]]
# name = "Children and Young People Scrutiny Committee"
# includes = ["directorate: Children's Services", "HR.01"]
# meeting = "Monday 14th March 2022"
#
# [[committee.section]]      # takes the place of the section with this heading
# heading = "Recommendations"
# text = "That the committee notes the report."

# Styles of your own Word template (--template) that have other names than Word's own: the name as
# Word shows it. Without a line the style named here is taken. Take the marks away as below.
# [styles]
{styles}

# The fixed words. Take the marks away from [labels] and from those you word in another way.
# [labels]
{labels}
"""


def read_wording(path: Path) -> Wording:
    """Read a file of a council's words.

    Raises:
        WordingError: It cannot be read, is not TOML (``wording-unreadable``), or `wording_from`
            refuses it.
    """
    try:
        # utf-8-sig, as Notepad puts a byte order mark at the start, which TOML does not allow.
        data = tomllib.loads(read_regular(path, _LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise unreadable(error, path.name, WordingError) from error
    except UnicodeDecodeError as error:
        raise _not_toml(path.name, "it is not text in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise _not_toml(path.name, str(error).rstrip(".")) from error
    return wording_from(data, path.name)


def new_wording() -> str:
    """Return the text of a new file of words, in which every name that is filled in is explained.

    >>> "[[section]]" in new_wording()
    True
    """
    names = (f"#   {{{name}}}: {meaning}" for name, meaning in NAMES.items())
    labels = (f'# {name} = "{words}"' for name, words in asdict(Labels()).items())
    styles = (f'# {use} = "{name}"' for use, name in STYLE_USES.items())
    text = _NEW.replace("{labels}", "\n".join(labels), 1)
    text = text.replace("{styles}", "\n".join(styles), 1)
    return text.replace("{names}", "\n".join(names), 1)


def _not_toml(file: str, reason: str) -> WordingError:
    return WordingError(
        f"is not a file of words that can be read: {reason}.",
        code="wording-unreadable",
        where=file,
        fix="Put it right in a text editor, or make a new one with `kpibook report new-wording`.",
    )
