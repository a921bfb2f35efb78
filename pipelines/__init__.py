"""How data move: from a publisher's bytes to observations, layer by layer. No SQL here."""
