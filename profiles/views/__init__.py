"""Pages of the requirement profiles: ``reading`` (list, detail, comparison), ``beginning`` (new profile, new version),
``editing`` (the editor, settling of doubts), ``lifecycle`` (lock, unlock, supersede)."""
