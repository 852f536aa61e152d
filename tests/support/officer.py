"""What officers do to the template for themselves: sheets, columns, heights, names of their own."""

from __future__ import annotations

import re
from pathlib import Path

from kpibook.workbook.template import template_path
from tests.support.foreign import QUARTER, sparkline
from tests.support.foreignparts import WORKBOOK, Editor
from tests.support.foreignxml import MAIN, OFFICE, SHEETS

NOTES = "xl/worksheets/sheet10.xml"
QUARTER_TABLE = "xl/tables/table1.xml"
MANAGER = "Service manager"

_ROW = re.compile(r"<row ([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
Rows = dict[int, tuple[str, dict[str, str]]]


def officers_template(path: Path) -> Editor:
    """The shipped template as an officer has made it their own, saved at `path`."""
    book = Editor.of(template_path())
    for change in (own_sheet, own_column, moved_columns, beside_the_table, looks, own_names):
        change(book)
    book.save(path)
    return book


def own_sheet(book: Editor) -> None:
    """Second of the tabs, so that every other sheet but the first moves on by one."""
    book.add(NOTES, f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="B2"><v>0.05</v></c>'
             '<c r="C2"><f>B2*2</f><v>0.1</v></c></row></sheetData></worksheet>',
             f"{SHEETS}.worksheet+xml")  # fmt: skip
    related = book.relate(WORKBOOK, NOTES, f"{OFFICE}/worksheet")
    first = '<sheet name="This quarter"'
    book.replace(WORKBOOK, first, f'<sheet name="My notes" sheetId="10" r:id="{related}"/>{first}')
    moved = re.sub(
        r'localSheetId="(\d+)"',
        lambda found: f'localSheetId="{int(found[1]) + 1}"',
        book.text(WORKBOOK),
    )
    book.parts[WORKBOOK] = moved.encode()


def own_column(book: Editor) -> None:
    """One more column at the right end of 'This quarter', with a sparkline in its one row."""
    table = book.text(QUARTER_TABLE).replace("A5:T6", "A5:U6").replace('count="20"', 'count="21"')
    column = f'<tableColumn id="21" name="{MANAGER}"/></tableColumns>'
    book.parts[QUARTER_TABLE] = table.replace("</tableColumns>", column).encode()
    type_in(book, {"U5": MANAGER})
    sparkline(book, "U6")
    book.fragments.pop()  # it is to be copied into every row


def moved_columns(book: Editor) -> None:
    """'Actual' changes places with 'Commentary', and the own column comes to stand within."""
    swap(book, "H", "M")
    swap(book, "L", "U")


def beside_the_table(book: Editor) -> None:
    """Notes to the right, with a free column between, in rows the table will grow into."""
    type_in(book, {"X5": "My notes", "X6": "ask Finance", "X8": "check in May"})
    book.insert(QUARTER, '<conditionalFormatting sqref="X6:X505"><cfRule type="containsText" '
                'dxfId="1" priority="41" operator="containsText" text="ask">'
                '<formula>NOT(ISERROR(SEARCH("ask",X6)))</formula></cfRule>'
                "</conditionalFormatting>")  # fmt: skip


def looks(book: Editor) -> None:
    """A tab's colour, hidden columns and the height of a row."""
    for old, new in (
        ('<tabColor rgb="FFF0D98C"/>', '<tabColor rgb="FF00B050"/>'),
        ('<col min="10" max="11" width="12.7109375" customWidth="1"/>',
         '<col min="10" max="11" width="12.7109375" hidden="1" customWidth="1"/>'),
    ):  # fmt: skip
        book.replace(QUARTER, old, new)
        book.fragments.append((QUARTER, new))
    rows = _rows(book)
    rows[6] = ('r="6" ht="61.5" customHeight="1"', rows[6][1])
    _write(book, rows)


def own_names(book: Editor) -> None:
    """Names for a cell of the own sheet, for a formula and for a place beside the table."""
    for name, meaning in (
        ("my_limit", "'My notes'!$B$2"), ("my_double", "my_limit*2"),
        ("my_remarks", "'This quarter'!$X$6:$X$505"),
    ):  # fmt: skip
        said = f'<definedName name="{name}">{meaning}</definedName>'
        book.insert_into(WORKBOOK, "definedNames", said)


def type_in(book: Editor, texts: dict[str, str], part: str = QUARTER) -> None:
    """Text typed into cells, which keep their format."""
    rows = _rows(book, part)
    for address, text in texts.items():
        column, number = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
        tag, cells = rows.setdefault(int(number), (f'r="{number}"', {}))
        style = re.search(r' s="\d+"', cells.get(column, "").partition(">")[0])
        cells[column] = (f'<c r="{address}"{style[0] if style else ""} t="inlineStr">'
                         f"<is><t>{text}</t></is></c>")  # fmt: skip
        rows[int(number)] = (re.sub(r' spans="[^"]*"', "", tag), cells)
    _write(book, rows, part)


def swap(book: Editor, one: str, other: str) -> None:
    """Two columns of 'This quarter' change places, with their formats and validations."""
    places = {one: other, other: one}
    rows = _rows(book)
    for number, (tag, cells) in rows.items():
        moved = {places.get(column, column): source for column, source in cells.items()}
        rows[number] = (
            tag,
            {
                column: re.sub(r'r="[A-Z]+', f'r="{column}', source, count=1)
                for column, source in moved.items()
            },
        )
    _write(book, rows)
    head, middle, tail = book.text(QUARTER).partition("</sheetData>")
    refers = re.compile(rf"(?<![A-Za-z0-9_])(\$?)({one}|{other})(?=\$?\d)")
    tail = refers.sub(lambda found: found[1] + places[found[2]], tail)
    book.parts[QUARTER] = (head + middle + tail).encode()
    table = book.text(QUARTER_TABLE)
    columns = re.findall(r"<tableColumn [^>]*/>", table)
    first, second = columns[_number(one) - 1], columns[_number(other) - 1]
    table = table.replace(first, "@").replace(second, first).replace("@", second)
    book.parts[QUARTER_TABLE] = table.encode()


def _rows(book: Editor, part: str = QUARTER) -> Rows:
    """Rows by number: the attributes, and each cell's source by column."""
    data = book.text(part).partition("<sheetData>")[2].partition("</sheetData>")[0]
    found: Rows = {}
    for row in _ROW.finditer(data):
        cells = {cell[1]: cell[0] for cell in _CELL.finditer(row[2] or "")}
        found[int(re.search(r'r="(\d+)"', row[1])[1])] = row[1], cells  # type: ignore[index]
    return found


def _write(book: Editor, rows: Rows, part: str = QUARTER) -> None:
    head, _, rest = book.text(part).partition("<sheetData>")
    tail = rest.partition("</sheetData>")[2]
    data = "".join(
        f"<row {tag}>" + "".join(cells[column] for column in sorted(cells, key=_number)) + "</row>"
        for _, (tag, cells) in sorted(rows.items())
    )
    book.parts[part] = f"{head}<sheetData>{data}</sheetData>{tail}".encode()


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
