"""The only room that opens DuckDB and the only one that reads sql/. It knows no source."""
