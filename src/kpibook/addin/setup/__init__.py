"""Install, uninstall and report on the add-in on this computer.

Read `paths`, `addin_file`, `install_record`, `file_changes` and `xlwings_config` first. The helper
(`login_script`, `com_server`) is for computers on which Excel may not start a program. `install`,
`uninstall` and `status` are the commands.
"""
