"""An .xlsx file as a package: guard, read, patch, graft, save; loses nothing it was not told to."""
