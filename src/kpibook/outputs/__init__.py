"""What people receive: the quarterly return, the consolidated workbook, their published copies."""
