-- Puts the touched cells back in, a sorted run of their own.
insert into observation by name
from now_is
