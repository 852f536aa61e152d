import pytest

from kpibook.xlsx.styles.colours import Colours, tinted
from kpibook.xlsx.styles.stylesheet import Stylesheet
from kpibook.xlsx.xml import elements as xml
from tests.xlsx.styled import a_stylesheet

THEME = (
    b'<a:theme xmlns:a="urn:x"><a:themeElements><a:clrScheme name="Ours">'
    b'<a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1>'
    b'<a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1>'
    b'<a:dk2><a:srgbClr val="112233"/></a:dk2><a:lt2><a:srgbClr val="DDEEFF"/></a:lt2>'
    b'<a:accent1><a:srgbClr val="4F81BD"/></a:accent1>'
    b"</a:clrScheme></a:themeElements></a:theme>"
)


def rgb(source, theme=THEME, more=""):
    colours = Colours(Stylesheet(a_stylesheet([""], more=more)), theme)
    return colours.rgb(xml.root(source.encode()))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<fgColor rgb="FF92D050"/>', "92D050"),
        ('<fgColor rgb="92d050"/>', "92D050"),
        ('<fgColor theme="0"/>', "FEFEFE"),
        ('<fgColor theme="1"/>', "101010"),
        ('<fgColor theme="2"/>', "DDEEFF"),
        ('<fgColor theme="3"/>', "112233"),
        ('<fgColor theme="4" tint="-0.249977111117893"/>', "376092"),
        ('<fgColor theme="99"/>', None),
        ('<fgColor indexed="10"/>', "FF0000"),
        ('<fgColor indexed="2"/>', "FF0000"),
        ('<fgColor indexed="63"/>', "333333"),
        ('<fgColor indexed="65"/>', "FFFFFF"),
        ('<fgColor auto="1"/>', None),
    ],
)
def test_a_colour_is_resolved_whichever_way_it_is_named(source, expected):
    assert rgb(source) == expected


def test_a_workbook_without_a_theme_has_the_colours_of_office():
    assert rgb('<fgColor theme="6"/>', theme=b"") == "9BBB59"


def test_a_workbook_may_have_a_palette_of_its_own():
    more = '<colors><indexedColors><rgbColor rgb="00ABCDEF"/></indexedColors></colors>'
    assert rgb('<fgColor indexed="0"/>', more=more) == "ABCDEF"


def test_a_tint_makes_grey_of_black_and_of_white():
    assert (tinted("000000", 0.5), tinted("FFFFFF", -0.25)) == ("808080", "BFBFBF")
