"""Tables on a sheet: their headings, quarters below each other, sections, columns, other sheets."""
