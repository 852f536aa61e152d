"""Writers of the committee report, a module or a folder for each format, and its charts.

A writer takes a `kpibook.domain.report.report.Report` and returns the bytes of its files. It prints
texts of the report as they are: it formats no figure and words no sentence. `formats` lists the
writers; a new one is added there, and the contract in pyproject.toml says where its module goes.
"""
