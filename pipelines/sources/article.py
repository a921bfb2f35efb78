"""An article that ships with Tallybook: our sentences, figures as a translation damaged them."""

from pipelines.source import Source

SOURCE = Source(
    id="article",
    title="On the development of electronic commerce in China (constructed article)",
    publisher="",  # names none: it is its own publisher, doc-<id>
    licence="Apache-2.0",
    citation="Tallybook, constructed article carrying figures as damaged in the wild",
    format="prose",
    edition="article",
)
