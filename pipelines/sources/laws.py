"""Laws and standards on electronic commerce, by date. They are events, not observations."""

from pipelines.source import Source

SOURCE = Source(
    id="laws",
    title="Laws and standards on electronic commerce",
    publisher="",  # each row names its own
    licence="Facts; each row cites its publisher and document",
    citation="As cited in each row",
    format="events",
    edition="laws",
)
