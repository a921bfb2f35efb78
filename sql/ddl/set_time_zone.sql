-- Moments are written and read in UTC, whatever the machine's zone.
set TimeZone = 'UTC';
