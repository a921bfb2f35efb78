-- The cells that may differ from the generation before, where the others were carried on.
create or replace temp table altered as
from touched_cell
