"""The workbooks people fill in, each built from text by `build.py`."""
