from __future__ import annotations

import copy
import pickle
import re

import pytest

from kpibook.on_use.regex import regex


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    ours, standard = (make(r"(?P<a>q)([1-4])", re.IGNORECASE) for make in (regex, re.compile))

    for text in ("Q3", "in q1 and Q2", "none"):
        for task in ("match", "search", "fullmatch"):
            found, expected = getattr(ours, task)(text), getattr(standard, task)(text)
            assert (found and found.groups()) == (expected and expected.groups())
        assert ours.findall(text) == standard.findall(text)
        assert ours.sub("x", text) == standard.sub("x", text)
        assert ours.split(text) == standard.split(text)
    assert (ours.pattern, ours.flags, ours.groups) == (
        standard.pattern, standard.flags, standard.groups,
    )  # fmt: skip
    assert repr(ours) == repr(standard)


def test_a_pattern_of_bytes_is_compiled_too() -> None:
    assert regex(rb"<row\b").search(b"a <row>")


def test_a_pattern_is_compiled_at_its_first_use_and_only_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    standard = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or standard(*given))

    made = regex("a+")
    assert compiled == []
    assert made.match("aa")
    assert made.match("aa")
    assert compiled == ["a+"]


def test_a_faulty_pattern_is_an_error_at_its_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").match("")


def test_a_pattern_is_copied_and_pickled() -> None:
    made = regex("a+", re.IGNORECASE)

    assert pickle.loads(pickle.dumps(made)).match("A")
    assert copy.deepcopy(made).match("A")
