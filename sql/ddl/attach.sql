-- Opens a file for writing; the storage version is pinned so that older shells can read it.
attach 'this_path' as this_name (storage_version 'v1.5.0');
