-- Writes into the line of the generation what could not be done.
update build
set note = getvariable('note')
where generation = getvariable('generation')
