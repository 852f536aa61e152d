"""The commands of `kpibook addin`: build, install, status, uninstall, helper and kept."""
