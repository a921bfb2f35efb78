"""One declaration a source. A function stands here only where a source misbehaves."""
