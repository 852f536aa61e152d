"""An .xlsx file as a package: guard, read, patch, graft, save; what is not meant stays as it was."""
