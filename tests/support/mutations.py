"""Real files changed at random, by a seed: bytes, XML, zip, TOML, CSV and journals."""

from __future__ import annotations

import io
import random
import re
import zipfile

_ODD_BYTES = (
    b"\0", b"\xff", b"\xfe\xff", b"<", b">", b"&", b'"', b"\r\n", b"-", b"_xD83D_", b"&#xD800;",
    b"\x1b[31m", b"99999999999999999999", b"1e308", b"-1e308", b"NaN", b"[c]", b"\xed\xa0\xbd",
    b"=1+1", b"1e999999999", "\u202e".encode(), b"[", b"]", b"{", b"}", b",", b";", b"\t", b"%",
)  # fmt: skip
_ODD_VALUES = (
    b"", b"-1", b"0", b"99999999999", b"A1:XFD1048576", b"A0", b"XFE1", b"rId999", b"_xD83D_",
    b"1e308", b"-1e308", b"1e-308", b"[c]", b"true", b"2021-13-45", b"Q9 2021/22", b"5000000",
    b"Q3 2021/22", b"#REF!", b"=A1", b"n/a", b"0.5%", b"../../x.toml", b"%s", b"1,2,3", b"[x] [p]",
)  # fmt: skip
_ATTRIBUTE = re.compile(rb'="([^"<]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<(\w+)[^<>]*?(?:/>|>[^<>]*</\1>)")


def mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a few bytes changed, put in, taken out or doubled."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        until = min(len(changed), at + chance.choice((1, 1, 2, 8, 100)))
        kind = chance.randrange(5)
        if kind == 0 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif kind == 1:
            changed[at:at] = chance.choice(_ODD_BYTES)
        elif kind == 2:
            del changed[at:until]
        elif kind == 3:
            changed[at:at] = changed[at:until]
        elif chance.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def mutated_xml(content: bytes, chance: random.Random) -> bytes:
    """Return a part with values, texts or elements changed, still XML in most cases."""
    for _ in range(chance.randint(1, 3)):
        pattern = chance.choice((_ATTRIBUTE, _TEXT, _TEXT, _ELEMENT))
        places = list(pattern.finditer(content))
        if not places:
            continue
        place = chance.choice(places)
        if pattern is _ELEMENT:
            new = chance.choice((b"", place[0] * 2, chance.choice(places)[0]))
            content = content[: place.start()] + new + content[place.end() :]
        else:
            value = chance.choice((*_ODD_VALUES, chance.choice(places)[1]))
            content = content[: place.start(1)] + value + content[place.end(1) :]
    return content


def mutated_workbook(content: bytes, chance: random.Random) -> bytes:
    """Return a workbook with its zip bytes, or some of its parts, changed."""
    if chance.random() < 0.15:
        return mutated_bytes(content, chance)
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w") as new:
        names = old.namelist()
        chosen = set(chance.sample(names, chance.randint(1, 2)))
        for name in names:
            part = old.read(name)
            if name in chosen:
                kind = chance.random()
                if kind < 0.04:
                    continue
                part = (mutated_bytes if kind < 0.2 else mutated_xml)(part, chance)
            new.writestr(name, part)
    return memory.getvalue()


def mutated_lines(content: bytes, chance: random.Random) -> bytes:
    """Return a text file (CSV, TOML, JSON lines) with lines or values changed."""
    if chance.random() < 0.4:
        return mutated_bytes(content, chance)
    lines = content.splitlines(keepends=True) or [b""]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif kind == 1 and len(lines) > 1:
            del lines[at]
        else:
            words = re.split(rb"([,=:;\"\s\[\]{}]+)", lines[at])
            words[chance.randrange(len(words))] = chance.choice(_ODD_VALUES)
            lines[at] = b"".join(words)
    return b"".join(lines)
