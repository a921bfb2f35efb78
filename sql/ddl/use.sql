-- Makes a database the one in which unqualified names are looked up.
use this_name;
