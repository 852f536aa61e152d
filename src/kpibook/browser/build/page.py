"""The page itself: its frame, a part for each button, and the policy that shuts the network out."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template

from kpibook.browser.buttons import BUTTONS
from kpibook.browser.buttons.button import Button, Field
from kpibook.files.reading import read_regular
from kpibook.version import __version__

_PAGE = Path(__file__).parents[1] / "page"
#: Buttons that do nothing without what is typed: their fields are shown at once.
_OPEN = ("explain",)


def own_file(name: str) -> str:
    """Return one of the page's own files."""
    return read_regular(_PAGE / name).decode("utf-8")


def page_html(*, policy: str, style: str, scripts: str) -> str:
    """Return the page.

    Args:
        policy: Its content security policy.
        style: The element that brings its style.
        scripts: The elements that bring its scripts.
    """
    return Template(own_file("page.html")).substitute(
        policy=escape(policy),
        style=style,
        scripts=scripts,
        version=escape(__version__),
        tasks="\n".join(_task(button) for button in BUTTONS),
    )


def content_policy(*, scripts: str, styles: str, workers: str, connects: str) -> str:
    """Return a content security policy that allows these sources and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts} 'wasm-unsafe-eval'",
            f"style-src {styles}",
            f"worker-src {workers}",
            f"connect-src {connects}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def hash_source(text: str) -> str:
    """Return the source of a policy that allows an element with this very text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _task(button: Button) -> str:
    does = f"{button.key}-does"
    return (
        f'<div class="task"><p id="{does}">{escape(button.does)}</p>{_fields(button)}'
        f'<button type="button" data-key="{button.key}" aria-disabled="true" '
        f'aria-describedby="{does}">{escape(button.label)}</button></div>'
    )


def _fields(button: Button) -> str:
    if not button.fields:
        return ""
    drawn = "".join(_field(button.key, field) for field in button.fields)
    is_open = " open" if button.key in _OPEN else ""
    summary = f"<summary>Choices for {escape(button.label)}</summary>"
    return f"<details{is_open}>{summary}{drawn}</details>"


def _field(key: str, field: Field) -> str:
    name, label, of = escape(field.name), escape(field.label), f"{key}-{field.name}"
    if field.is_tick:
        return (
            f'<div class="field tick"><input type="checkbox" id="{of}" name="{name}">'
            f'<label for="{of}">{label}</label></div>'
        )
    hint = f'<p class="hint" id="{of}-hint">{escape(field.hint)}</p>' if field.hint else ""
    described = f' aria-describedby="{of}-hint"' if field.hint else ""
    return (
        f'<div class="field"><label for="{of}">{label}</label>{hint}'
        f"{_input(of, name, described, field)}</div>"
    )


def _input(of: str, name: str, described: str, field: Field) -> str:
    if field.choices:
        options = "".join(f"<option>{escape(choice)}</option>" for choice in field.choices)
        return f'<select id="{of}" name="{name}"{described}>{options}</select>'
    if field.has_lines:
        return f'<textarea id="{of}" name="{name}" rows="3"{described}></textarea>'
    return f'<input type="text" id="{of}" name="{name}" autocomplete="off"{described}>'
