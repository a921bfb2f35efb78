-- From here on no setting of the connection can be changed.
set lock_configuration = true;
