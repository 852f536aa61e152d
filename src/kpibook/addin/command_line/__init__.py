"""The commands of `kpibook addin`: build, install, status, uninstall and the helper."""
