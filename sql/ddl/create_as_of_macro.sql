-- Makes the macro of a theme from the same body as its view: what the body calls `current` is here
-- as_of(t).
create or replace macro this_name(t) as table
with "current" as (from as_of(t))
from (from this_query);
