"""The list of commands, which imports none of them: `on_use`, then `every_command`."""
