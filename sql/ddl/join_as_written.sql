-- Joins are done as they are written, the large side first: what comes out of files has no statistics,
-- and the optimizer would put millions of rows into a hash table to look up none.
set disabled_optimizers = 'join_order,build_side_probe_side';
