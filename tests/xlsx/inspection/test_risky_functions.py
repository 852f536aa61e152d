import pytest

from kpibook.xlsx.inspection.risky_functions import FUNCTIONS, Tally, functions_in, may_be_risky


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ('WEBSERVICE("https://example.org/"&A1)', ["WEBSERVICE"]),
        ("_xlfn.WEBSERVICE(A1)", ["WEBSERVICE"]),
        ("_xlfn._xlws.PY(0,0)", ["PY"]),
        ("SUM(indirect(A1),INDIRECT(A2))", ["INDIRECT"]),
        ('CALL("kernel32","Beep")', ["CALL"]),
        ("REGISTER.ID(A1,B1)", ["REGISTER.ID"]),
        ("cmd|'/C calc'!A0", ["DDE"]),
        ("A1+Excel|Book1!R1C1", ["DDE"]),
        ('HYPERLINK("https://example.org","here")', ["HYPERLINK"]),
        ("HYPERLINK(A1)", ["HYPERLINK"]),
        ('HYPERLINK("#Notes!A1","Notes")', []),
        ('"CALL(1)"&A1', []),
        ("RECALL(A1)+MY.CALL(A1)+CALLER(A1)", []),
        ("SUM(A1:A9)", []),
        ("'a|b'!A1", []),
        ("call", []),
    ],
)
def test_functions_that_reach_outside_are_found_and_no_others(formula, found):
    assert functions_in(formula) == found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_quick_look_never_passes_over_one(name):
    formula = "cmd|'/C calc'!A0" if name == "DDE" else f"1+{name.lower()}(A1)"
    assert functions_in(formula) == [name]
    assert may_be_risky(formula.encode())


def test_what_is_found_is_counted_by_place_with_the_first_few_cells():
    tally = Tally()
    for row in range(1, 9):
        tally.see("INDIRECT(B1)", "Data", f"A{row}")
    tally.see("WEBSERVICE(B1)", "Data", "C1")
    web, indirect = tally.result()
    assert (web.function, web.place, web.count, web.cells) == ("WEBSERVICE", "Data", 1, ("C1",))
    assert (indirect.count, indirect.cells) == (8, ("A1", "A2", "A3", "A4", "A5"))
    assert indirect.why == FUNCTIONS["INDIRECT"]
