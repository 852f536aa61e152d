"""Files of any kind: saved whole or not at all, backed up, locked, kept for a while."""

from kpibook.files.atomic import atomic_write, check_target, passing_file
from kpibook.files.backups import backup_for

__all__ = ["atomic_write", "backup_for", "check_target", "passing_file"]
