"""The report in PDF/UA-1, set with typst in the look of `report.typ`.

The report reaches typst as data (`content`), never as source, so that no text of a council is taken
for markup. `letters` knows what the fonts that come with kpibook can print; `write` sets the pages.
"""
