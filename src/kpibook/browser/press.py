"""The press of a button, from the page's plain values to the plain values that it shows."""

from __future__ import annotations

import contextlib
import json
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kpibook.browser.buttons import BUTTONS
from kpibook.browser.request import Request
from kpibook.errors import KpibookError
from kpibook.files.system_errors import in_plain_words, out_of_memory


def press(key: str, folder: str, request: str) -> str:
    """Do what a button does; no exception is raised, whatever is wrong.

    Args:
        key: The button.
        folder: A folder with the chosen files and nothing else, in which the results will be.
        request: The request in JSON, as `Request.from_dict` takes it.

    Returns:
        The answer in JSON, as `Answer.as_dict` has it; or ``refused``: why nothing was done; or
        ``fault``: a fault of kpibook, to be reported.
    """
    with _inside(Path(folder)):
        return json.dumps(_attempt(key, json.loads(request)), default=str)


def _attempt(key: str, values: dict[str, Any]) -> dict[str, Any]:
    button = next(button for button in BUTTONS if button.key == key)
    try:
        request = Request.from_dict(values)
        request.refuse_equal_names()
        return button.press(request).as_dict()
    except KpibookError as error:
        return {"refused": str(error)}
    except OSError as error:
        return {"refused": str(in_plain_words(error))}
    except (MemoryError, RecursionError):
        return {"refused": str(out_of_memory())}
    except Exception:  # noqa: BLE001 the page says it, and goes on
        return {"fault": traceback.format_exc()}


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder, so that messages name files without it."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
