"""Code of short ``__init__``s is what would be compiled."""

from __future__ import annotations

import pytest

from kpibook.on_use.slot_init import compiled_init
from kpibook.on_use.written_inits import INITS


@pytest.mark.parametrize("fields", range(1, len(INITS) + 1))
def test_the_code_that_is_written_out_is_what_would_be_compiled(fields: int) -> None:
    written, compiled = INITS[fields - 1].__code__, compiled_init(fields, has_last=False)

    assert (written.co_code, written.co_names) == (compiled.co_code, compiled.co_names)
    assert written.co_argcount == compiled.co_argcount == fields + 1
