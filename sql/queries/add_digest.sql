-- Notes one digest of the generation.
insert into digest by name
select
    $name as name,
    $rows_in as rows_in,
    $digest as digest
