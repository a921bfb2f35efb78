-- Writes everything into the file, so that no write-ahead log stays beside it.
checkpoint this_name;
