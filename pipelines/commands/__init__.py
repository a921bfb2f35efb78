"""One module a command of `tallybook`. A command parses nothing and prints its own answer."""
