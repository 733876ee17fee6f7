-- Each event is written twice: when it happens and when it gets its position. What waits for one is looked for many times a second,
-- in an index of hardly any rows, which keeps the entries of all that waited since the table was vacuumed last: after an import of
-- 200,000 a look at it read 600 pages. So that is done after every fiftieth of the table rather than every fifth.
ALTER TABLE "event" SET (autovacuum_vacuum_scale_factor = 0.02);
