"""The repair engine: a pure library on texts. No files, clocks, frames or databases here."""
