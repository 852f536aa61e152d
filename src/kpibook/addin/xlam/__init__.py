"""Build the add-in file `kpibook.xlam` from text."""
