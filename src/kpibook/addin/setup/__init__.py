"""Install, uninstall and report on the add-in on this computer."""
