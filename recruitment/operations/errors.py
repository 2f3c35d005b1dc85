"""What can go wrong with a backup; each message says in German what to do, for whoever sits at the server."""


class BackupError(Exception):
    """A backup cannot be made or restored; the message says why and what helps, in German."""


class ArchiveDamaged(BackupError):
    """The archive is cut off, altered or none of ours."""


class TargetNotEmpty(BackupError):
    """The database or the folder that shall be restored holds something already."""


class RestoredOtherwise(BackupError):
    """After the restore a table does not hold what the manifest says."""
