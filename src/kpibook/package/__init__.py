"""An .xlsx file as a package: guard, read, patch, graft, save; the rest stays as it was."""
