-- Keeps the digests of series and receipts for the next generation.
insert into part by name
from parts
