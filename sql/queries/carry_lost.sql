-- Files and receipts of the generation before that are there no more: then nothing can be carried on.
select b.file as lost
from before.main.input as b
anti join input as i on b.file = i.file
union all
select b.receipt as lost
from before.main.receipt as b
anti join receipt as r on b.receipt = r.receipt
