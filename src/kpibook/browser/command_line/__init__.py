"""The commands `kpibook browser build` and `kpibook browser serve`."""
