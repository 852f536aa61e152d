"""docs/ribbon.html is drawn from the ribbon that ships; `make addin` draws it anew."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kpibook.addin.xlam.build import ribbon_xml

ROOT = Path(__file__).parents[2]
DRAWING = ROOT / "docs" / "ribbon.html"
BUTTONS = list(
    ET.fromstring(ribbon_xml()).iter("{http://schemas.microsoft.com/office/2009/07/customui}button")
)


class Read(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def page() -> Read:
    read = Read()
    read.feed(DRAWING.read_text(encoding="utf-8"))
    assert read.open == []
    return read


def test_the_drawing_is_of_the_ribbon_that_ships(tmp_path: Path) -> None:
    drawn = tmp_path / "ribbon.html"

    subprocess.run([sys.executable, ROOT / "tools" / "ribbon.py", drawn], check=True)

    assert drawn.read_bytes() == DRAWING.read_bytes(), "run `make addin`"


def test_it_says_that_it_is_a_drawing_before_it_shows_it(page: Read) -> None:
    text = " ".join("".join(page.text).split())

    assert "This is a drawing, not a screenshot." in text
    assert "The icons are Excel's own and are not shown" in text
    tags = [tag for tag, _ in page.tags]
    assert tags.index("p") < tags.index("figure")


def test_every_button_is_there_with_both_its_tips(page: Read) -> None:
    text = "".join(page.text)

    for button in BUTTONS:
        for part in ("label", "screentip", "supertip" if "supertip" in button.attrib else "tag"):
            assert button.get(part, "nothing") in text


def test_the_table_of_tips_can_be_read_by_a_screen_reader(page: Read) -> None:
    tags = [tag for tag, _ in page.tags]

    assert tags.count("main") == tags.count("h1") == tags.count("caption") == 1
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert [attributes for tag, attributes in page.tags if tag == "th"] == [
        {"scope": "col"}
    ] * 3 + [{"scope": "row"}] * len(BUTTONS)


def test_the_picture_is_described_in_words(page: Read) -> None:
    (figure,) = [attributes for tag, attributes in page.tags if tag == "figure"]

    assert figure["role"] == "img"
    for button in BUTTONS:
        assert button.get("label", "nothing") in str(figure["aria-label"])


def test_it_fetches_nothing(page: Read) -> None:
    assert not any({"src", "href"} & set(attributes) for _, attributes in page.tags)
    assert "url(" not in "".join(page.text)
