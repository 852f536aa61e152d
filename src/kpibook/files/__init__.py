"""Files of any kind: read if regular, saved whole or not at all, backed up, locked, kept a while.

Read `own_files` first, which says what is ours, and `system_errors`; then `reading`, `private`,
`temporary`, `backups` and `atomic`, which read and save any file, and `lock`.
"""

from kpibook.files.atomic import atomic_write, check_target, passing_file
from kpibook.files.backups import backup_for

__all__ = ["atomic_write", "backup_for", "check_target", "passing_file"]
