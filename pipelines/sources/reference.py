"""The reference figures that ship with Tallybook: published figures, each with its citation."""

from pipelines.source import Source

SOURCE = Source(
    id="reference",
    title="Reference figures transcribed from publications",
    publisher="",  # each row names its own
    licence="Facts; each row cites its publisher and document",
    citation="As cited in each row",
    format="reference",
    edition="reference",
)
