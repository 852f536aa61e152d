"""Code of an ``__init__`` for up to 12 fields, written out: to compile it takes up to 0.3 ms.

`slot_init` gives the code the names of a class's fields, and as globals what sets each field. A
class with more fields has its code compiled; a test holds these to what would be compiled.
"""

# mypy: disallow-untyped-defs=False
# ruff: noqa: D103, F821

from __future__ import annotations

from typing import Any

set0: Any
set1: Any
set2: Any
set3: Any
set4: Any
set5: Any
set6: Any
set7: Any
set8: Any
set9: Any
set10: Any
set11: Any


def init1(_self, f0):
    set0(_self, f0)


def init2(_self, f0, f1):
    set0(_self, f0)
    set1(_self, f1)


def init3(_self, f0, f1, f2):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)


def init4(_self, f0, f1, f2, f3):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)


def init5(_self, f0, f1, f2, f3, f4):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)


def init6(_self, f0, f1, f2, f3, f4, f5):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)


def init7(_self, f0, f1, f2, f3, f4, f5, f6):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)


def init8(_self, f0, f1, f2, f3, f4, f5, f6, f7):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)
    set7(_self, f7)


def init9(_self, f0, f1, f2, f3, f4, f5, f6, f7, f8):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)
    set7(_self, f7)
    set8(_self, f8)


def init10(_self, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)
    set7(_self, f7)
    set8(_self, f8)
    set9(_self, f9)


def init11(_self, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)
    set7(_self, f7)
    set8(_self, f8)
    set9(_self, f9)
    set10(_self, f10)


def init12(_self, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11):
    set0(_self, f0)
    set1(_self, f1)
    set2(_self, f2)
    set3(_self, f3)
    set4(_self, f4)
    set5(_self, f5)
    set6(_self, f6)
    set7(_self, f7)
    set8(_self, f8)
    set9(_self, f9)
    set10(_self, f10)
    set11(_self, f11)


#: The functions by the number of fields, from the one of a single field.
INITS = (init1, init2, init3, init4, init5, init6, init7, init8, init9, init10, init11, init12)
