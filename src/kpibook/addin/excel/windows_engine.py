"""xlwings' engine for Windows, kept from asking a busy Excel for ever.

xlwings repeats a call that Excel rejects at once and without end (`N_COM_ATTEMPTS` is 0, issues
#824, #1001 and #1837), at full load of a processor; a method that is rejected once returns None.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from kpibook.addin.excel.patience import PATIENCE

_ENGINE = "xlwings._xlwindows"


def make_patient() -> None:
    """Have the engine wait for a busy Excel by `PATIENCE`; do nothing on a Mac."""
    engine = sys.modules.get(_ENGINE)
    if engine is not None:
        made_patient(engine)


def made_patient(engine: ModuleType) -> None:
    """Replace the engine's wrappers of COM objects by patient ones; once is enough.

    Args:
        engine: The module `xlwings._xlwindows`.
    """
    windows: Any = engine
    if windows.N_COM_ATTEMPTS == 1:
        return
    # A single try: repeating is up to `PATIENCE`, which sleeps and ends.
    windows.N_COM_ATTEMPTS = 1
    windows.COMRetryMethodWrapper = _patient_method(windows.COMRetryMethodWrapper)
    windows.COMRetryObjectWrapper = _patient_object(windows.COMRetryObjectWrapper)


def _patient_method(wrapper: Any) -> type:
    class PatientMethod(wrapper):  # type: ignore[misc]
        """A method of an object of Excel."""

        def __call__(self, *args: Any, **named: Any) -> Any:
            return PATIENCE.call(lambda: super(PatientMethod, self).__call__(*args, **named))

    return PatientMethod


def _patient_object(wrapper: Any) -> type:
    class PatientObject(wrapper):  # type: ignore[misc]
        """An object of Excel."""

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):  # pywin32's own, such as `_oleobj_`: no call to Excel
                return super().__getattr__(name)
            return PATIENCE.call(lambda: super(PatientObject, self).__getattr__(name))

        def __setattr__(self, name: str, value: object) -> None:
            PATIENCE.call(lambda: super(PatientObject, self).__setattr__(name, value))

        def __call__(self, *args: Any, **named: Any) -> Any:
            return PATIENCE.call(lambda: super(PatientObject, self).__call__(*args, **named))

        def __iter__(self) -> Iterator[Any]:
            # As a list: a collection that is rejected half way is asked again from its start.
            return iter(PATIENCE.call(lambda: list(super(PatientObject, self).__iter__())))

    return PatientObject
