"""The report in Word, written into a template that the council owns.

Read `style_set` and `pen` first, then `measure` and `sections`, which draw the parts; `chart` draws
a trend as Word's own chart, and `write` puts it all into the package.
"""
