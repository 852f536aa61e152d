"""Schemes that between them have every feature of a rule, each alone and with others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle
from typing import Any

from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from

#: The rule, the direction rule and the rounding of each.
_RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "only-target": ({}, {}),
    "points": ({"tolerance": "2"}, {"dead_band": "1"}),
    "percent": ({"tolerance": "5%"}, {"dead_band": "2.5%"}),
    "per-measure": ({"tolerance": "measure"}, {"neutral": "improved"}),
    "per-measure-or-points": ({"tolerance": "measure or 1.5"}, {"constant_target": True}),
    "per-measure-or-percent": ({"tolerance": "measure or 10%"}, {"dead_band": "0.1"}),
    "met-within": ({"met_within": "5%"}, {}),
    "met-within-own": ({"met_within": "measure", "tolerance": "10%"}, {}),
    "met-within-own-or": ({"met_within": "measure or 1", "tolerance": "measure or 2"}, {}),
    "floor": ({"floor": "reached_is_within"}, {}),
    "intervention": ({"floor": "reached_is_off"}, {}),
    "floor-or-tolerance": ({"floor": "reached_is_within", "tolerance": "measure"}, {}),
    "floor-and-tolerance": (
        {"floor": "reached_is_off", "tolerance": "5%", "within_needs": "all"}, {}),
    "improving": ({"within_if": ["improved", "no_change"]}, {"dead_band": "1"}),
    "improving-quarter": ({"within_if": ["improved"], "compared_with": "previous"}, {}),
    "improving-or-near": ({"within_if": ["improved"], "tolerance": "measure or 5%"}, {}),
    "improving-and-near": (
        {"within_if": ["improved", "no_change"], "tolerance": "measure", "within_needs": "all",
         "compared_with": "previous"}, {}),
    "all-three": (
        {"within_if": ["improved", "no_history"], "tolerance": "measure",
         "floor": "reached_is_within", "within_needs": "all"}, {"dead_band": "2%"}),
    "any-of-three": (
        {"within_if": ["improved"], "tolerance": "measure", "floor": "reached_is_within"}, {}),
    "exceeding": ({"exceeding_by": "5%", "tolerance": "5%"}, {}),
    "exceeding-at": ({"exceeding_by": "10%", "exceeding": "at_least"}, {}),
    "exceeding-nothing": ({"exceeding_by": "0", "tolerance": "measure or 5%"}, {}),
    "exceeding-at-nothing": ({"exceeding_by": "0", "exceeding": "at_least"}, {}),
    "exceeding-own": ({"exceeding_by": "measure", "tolerance": "measure"}, {}),
    "everything": (
        {"exceeding_by": "measure or 5%", "met_within": "1", "tolerance": "measure or 10%",
         "floor": "reached_is_within", "within_if": ["improved"], "exceeding": "at_least"},
        {"dead_band": "0.5", "constant_target": True}),
    "forecast": ({"rates": "forecast", "tolerance": "5%"}, {}),
    "at-best": ({"tolerance": "5%"}, {"at_best": "improved"}),
    "at-best-band": (
        {"tolerance": "5%"},
        {"at_best": "improved", "dead_band": "1", "cumulative": "same period last year"}),
    "improving-by-year": (
        {"within_if": ["improved"], "compared_with": "previous"},
        {"cumulative": "same period last year"}),
    "regression": ({"tolerance": "5%"}, {"method": "regression"}),
    "regression-band": (
        {"within_if": ["improved"], "compared_with": "previous"},
        {"method": "regression", "dead_band": "1%"}),
}  # fmt: skip
_FULL = ("points", "percent", "met-within", "exceeding", "floor-or-tolerance", "regression")
#: Labels that try the formula's quoting, and that two statuses of a council may share.
_AWKWARD = {"met": 'On "target" – {OK}', "off": "=Off & away, (really) [@Actual]"}


def feature_schemes() -> Iterable[Scheme]:
    """The schemes, rounding as reported and, of some, in full."""
    for key in _RULES:
        yield _scheme(key, "as_reported")
    for key in _FULL:
        yield _scheme(key, "full")


def _scheme(key: str, rounding: str) -> Scheme:
    rule, direction_rule = _RULES[key]
    statuses = {"met": "Met", "off": "Off"}
    if {"tolerance", "floor", "within_if"} & set(rule):
        statuses["within"] = "Within"
    if "exceeding_by" in rule:
        statuses["exceeding"] = "Exceeding"
    if key == "points":
        statuses |= _AWKWARD
    looks = zip(statuses.items(), cycle("✔◆"))
    return scheme_from(
        {
            "key": key if rounding == "as_reported" else f"{key}-in-full",
            "title": key,
            "source": "a test",
            "rounding": rounding,
            "rule": rule,
            "direction_rule": direction_rule,
            "status": {name: {"label": label, "symbol": symbol} for (name, label), symbol in looks},
        }
    )
