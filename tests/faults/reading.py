"""A reader as an analyst's script is one: opens the published file again and again, read-only.

    reading.py FILE

Runs until its standard input is closed, then prints what it saw. It ends with an error at the
first thing that does not agree with the rest of the same connection.
"""

from __future__ import annotations

import json
import select
import sys

import duckdb

SEEN = """
select (select max(sequence) from build), value, (select count(*) from observation)
from current where period = '2012' and series_id = 'nbs:online_retail:CHN:A:CNY'
"""
# Asked apart, after the first, over the same connection.
DOUBLE = """
select (select arg_max(generation, sequence) from build), value,
    (select sum(rows_in) from digest where name like 'observation/%')
from current where period = '2013' and series_id = 'nbs:online_retail:CHN:A:CNY'
"""


def look(path: str) -> int:
    """Read two values and two counts that belong together; gives the number of the generation."""
    with duckdb.connect(path, read_only=True) as connection:
        sequence, value, count = connection.execute(SEEN).fetchall()[0]
        generation, double, told = connection.execute(DOUBLE).fetchall()[0]
    assert double == 2 * value, (value, double)
    assert count == told, (count, told)
    assert generation.startswith(f"{sequence:06}-"), (sequence, generation)
    return int(sequence)


def main() -> None:
    seen = [look(sys.argv[1])]
    sys.stdout.write("reading\n")
    sys.stdout.flush()
    while not select.select([sys.stdin], [], [], 0.3)[0]:
        seen.append(look(sys.argv[1]))
    assert seen == sorted(seen), seen
    sys.stdout.write(json.dumps({"reads": len(seen), "generations": len(set(seen))}))


if __name__ == "__main__":
    main()
