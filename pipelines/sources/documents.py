"""Articles that a user has added with `tallybook build --document`."""

from pipelines.source import Source

SOURCE = Source(
    id="documents",
    title="Documents added by hand",
    publisher="",  # a document that names none is its own publisher, doc-<id>
    licence="As the document states",
    citation="The document itself",
    format="prose",
)
