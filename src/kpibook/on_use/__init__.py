"""Made when first used: a command runs a few of the classes and patterns that it imports.

`dataclass` is the standard library's, with the methods compiled at their first call, and `regex`
is `re.compile`, compiled at its first match. `replace` is the standard library's, which looks the
fields of a class up once. All are typed as the originals. `collector` is about the work of Python
itself too: it pauses the collector of circles while a workbook is worked on.
"""
