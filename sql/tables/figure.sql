-- One number exactly as printed, and where it stood. Prose, and cells that are not intact.
--
-- snapshot: SHA-256 of the bytes in which it stands
-- figure: its number inside the snapshot, from 0
-- locator: its address: the format's resolve gives back the printed text
-- printed: the text exactly as printed
-- start: first code point in the text that the reader made of the bytes; null for cells
-- end: code point after the last
-- sentence: number of its sentence
-- paragraph: number of its paragraph
-- context: the sentence, for people
select distinct
    snapshot,
    figure,
    locator,
    printed,
    start,
    "end",
    sentence,
    paragraph,
    context
from read_parquet(getvariable('figures'))
order by snapshot, figure
