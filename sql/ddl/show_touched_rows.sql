-- Lets `observation` stand for the observations of the cells that were worked out anew, for one session.
create temp view observation as
from touched_rows;
