"""Sign-off of a workbook's return: the task in `sign_off`, its sheets in `sign_off_sheet`."""
