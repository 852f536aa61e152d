"""The computer that the add-in is installed on: registry, policies, Python and its packages.

Read `registry` and `machine` first: every check is a function of these. `repair_commands` names the
command that mends a Python; `python_answer`, `library` and `python_interpreter` look at the Python
that Excel is to start. `office_policies`, `defender_rules`, `script_host`, `app_control` and
`excel_startup` say what the organisation, Windows and Excel allow. `mac_alert` shows a message.
"""
