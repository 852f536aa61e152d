"""The page's buttons, each a module: what it asks for, and the service that it calls.

Read `button` first, then any other: `fill`, `check`, `explain`, `publish`, `report`, `consolidate`,
`roll_forward`, `compare`, `measures`. They are on the page in the order of the table here.
"""

from __future__ import annotations

from kpibook.browser.buttons.button import Button
from kpibook.browser.buttons.check import CHECK
from kpibook.browser.buttons.compare import COMPARE
from kpibook.browser.buttons.consolidate import CONSOLIDATE
from kpibook.browser.buttons.explain import EXPLAIN
from kpibook.browser.buttons.fill import FILL, RETURN
from kpibook.browser.buttons.measures import MEASURES
from kpibook.browser.buttons.publish import PUBLISH
from kpibook.browser.buttons.report import REPORT
from kpibook.browser.buttons.roll_forward import ROLL_FORWARD

BUTTONS: tuple[Button, ...] = (
    FILL,
    CHECK,
    EXPLAIN,
    RETURN,
    PUBLISH,
    REPORT,
    CONSOLIDATE,
    ROLL_FORWARD,
    COMPARE,
    MEASURES,
)
