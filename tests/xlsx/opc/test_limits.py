from dataclasses import fields

from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits


def test_every_limit_has_a_default_and_is_explained():
    for field in fields(Limits):
        assert getattr(DEFAULT_LIMITS, field.name) > 0
        assert f"{field.name}:" in (Limits.__doc__ or "")
