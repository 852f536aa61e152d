"""Buttons pressed in a council's own workbook, which is read through its layout.

Start with `press`, which opens the workbook and calls the button's own command.
"""
