"""What people receive: the quarterly return, in the workbook and as a published copy."""
