"""Draw the ribbon tab as an HTML page, from the XML that ships: ``python tools/ribbon.py FILE``."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from kpibook import __version__
from kpibook.addin.xlam.build import ribbon_xml

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_NS = "{http://schemas.microsoft.com/office/2009/07/customui}"

# Excel's own icons are Microsoft's and are not shown: a letter takes the place of each.
_STYLE = """
:root { color-scheme: light; --line: #d2d0ce; --ink: #242424; --soft: #5c5a58; --green: #185c37; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 "Segoe UI", Calibri, Carlito, Arial, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.label { border-left: .3rem solid var(--green); background: #f1f6f3; padding: .6rem 1rem; }
.ribbon { margin: 1rem 0 0; padding: 0; border: 1px solid var(--line); border-radius: .4rem;
  overflow-x: auto; background: #fafafa; }
.tabs { display: flex; gap: 1.6rem; padding: .5rem 1rem 0; color: var(--soft); font-size: .85rem; }
.tabs span { padding-bottom: .25rem; }
.tabs .chosen { color: var(--green); font-weight: 600; border-bottom: .2rem solid var(--green); }
.groups { display: flex; padding: .5rem; background: #fff; margin: .4rem .6rem .6rem;
  border-radius: .4rem; box-shadow: 0 1px 4px #0003; width: max-content; }
.group { display: flex; flex-direction: column; justify-content: space-between;
  padding: 0 .6rem; border-right: 1px solid var(--line); }
.group:last-child { border-right: 0; }
.controls { display: flex; gap: .3rem; min-height: 5.4rem; }
.small { display: flex; flex-direction: column; gap: .2rem; justify-content: center; }
.button { display: flex; align-items: center; gap: .45rem; font-size: .85rem; padding: .25rem; }
.large .button, .button.large { flex-direction: column; width: 5.4rem; text-align: center;
  line-height: 1.15; }
.icon { display: grid; place-items: center; width: 1.2rem; height: 1.2rem; font-size: .7rem;
  color: var(--green); border: 1px dashed #6b9c81; border-radius: .2rem; background: #f1f6f3; }
.button.large .icon { width: 2.2rem; height: 2.2rem; font-size: 1.05rem; }
.caption { color: var(--soft); font-size: .75rem; text-align: center; padding-top: .3rem; }
.version { font-size: .85rem; padding: .25rem; color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; color: var(--soft); }
th, td { text-align: left; vertical-align: top; padding: .5rem .6rem;
  border-bottom: 1px solid var(--line); }
th, td:nth-child(2) { white-space: nowrap; }
kbd { border: 1px solid var(--line); border-radius: .2rem;
  padding: 0 .3rem; background: #fafafa; font: inherit; }
"""


def page() -> str:
    """Return the HTML page."""
    tab = next(fromstring(ribbon_xml()).iter(f"{_NS}tab"))
    name, keytip = escape(tab.get("label", "")), tab.get("keytip", "")
    groups = list(tab.iter(f"{_NS}group"))
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The {name} tab in Excel: a drawing</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>The {name} tab in Excel</h1>
<p class="label"><strong>This is a drawing, not a screenshot.</strong> It is made from the add-in's
own XML (<code>customUI14.xml</code>). The icons are Excel's own and are not shown: a letter
takes the place of each icon. What the tab looks like in your Excel, only your Excel shows.</p>
<figure class="ribbon" role="img" aria-label="The tab {name}: {_in_words(groups)}">
<div class="tabs" aria-hidden="true"><span>File</span><span>Home</span><span>Insert</span>
<span>Formulas</span><span>Data</span><span class="chosen">{name}</span></div>
<div class="groups" aria-hidden="true">
{"".join(map(_group, groups))}</div>
</figure>
<section aria-labelledby="tips">
<h2 id="tips">What each button says</h2>
<table>
<caption>The tips Excel shows when the pointer rests on a button, and its keys.</caption>
<thead><tr><th scope="col">Button</th><th scope="col">Keys</th><th scope="col">Tip</th></tr></thead>
<tbody>
{"".join(_row(button, keytip) for button in tab.iter(f"{_NS}button"))}</tbody>
</table>
</section>
</main>
</body>
</html>
"""


def _in_words(groups: list[ET.Element]) -> str:
    return "; ".join(
        f"group {escape(group.get('label', ''))} with "
        + ", ".join(escape(button.get("label", "")) for button in group.iter(f"{_NS}button"))
        for group in groups
    )


def _group(group: ET.Element) -> str:
    controls = list(group)
    large = [_button(each, "large") for each in controls if each.get("size") == "large"]
    small = [
        _button(each, "") if each.tag == f"{_NS}button" else _version()
        for each in controls
        if each.get("size") != "large"
    ]
    stacked = f'<div class="small">{"".join(small)}</div>' if small else ""
    return (
        f'<div class="group"><div class="controls">{"".join(large)}{stacked}</div>'
        f'<div class="caption">{escape(group.get("label", ""))}</div></div>\n'
    )


def _button(button: ET.Element, size: str) -> str:
    label = button.get("label", "")
    return (
        f'<div class="button {size}"><span class="icon">{escape(label[:1])}</span>'
        f"<span>{escape(label)}</span></div>"
    )


def _version() -> str:
    return f'<div class="version">Version {escape(__version__)}</div>'


def _row(button: ET.Element, tab_keytip: str) -> str:
    keys = " ".join(
        f"<kbd>{escape(key)}</kbd>" for key in ("Alt", tab_keytip, *button.get("keytip", ""))
    )
    # A tip that Excel asks VBA for has its text in the tag.
    tip = button.get("supertip") or button.get("tag", "")
    short, long = escape(button.get("screentip", "")), escape(tip)
    return (
        f'<tr><th scope="row">{escape(button.get("label", ""))}</th><td>{keys}</td>'
        f"<td><strong>{short}.</strong> {long}</td></tr>\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
