-- Search that forgives typing errors, and indexes for the catalogue's filters and sorts.

-- Lists sort by price; what is to be reordered is a small part of the catalogue and is listed by name.
CREATE INDEX "item_unit_price_idx" ON "item" ("unit_price", "id");
CREATE INDEX "item_reorder_idx" ON "item" (lower("name"), "id") WHERE "reorder_point" IS NOT NULL;

-- What is on its way of an item: the lines that still wait for something, out of all that were ever ordered.
CREATE INDEX "purchase_order_line_waiting_idx" ON "purchase_order_line" ("item_id")
  INCLUDE ("order_id", "quantity", "received") WHERE "received" < "quantity";

-- Loads pg_trgm, without which only a superuser may name its settings below.
SELECT word_similarity('', '');

-- The words of items that come nearest to one that is misspelt, the nearest first. Measuring a word against a text is
-- the expensive part: a sample of the items that hold something like it tells the words, and the search for those words
-- then needs only the index. A scan
-- that hopes to meet the sample soon would measure most of the catalogue, hence none. The thresholds are lower than the extension's own: of five letters one may be wrong.
CREATE FUNCTION item_words_like(wanted text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.word_similarity_threshold = 0.3
  SET pg_trgm.similarity_threshold = 0.3
  SET enable_seqscan = off
AS $$
  SELECT word
  FROM (
    SELECT lower("sku") || ' ' || lower("name") AS found FROM "item"
    WHERE wanted <% (lower("sku") || ' ' || lower("name")) LIMIT 500
  ) sample, regexp_split_to_table(sample.found, '[^[:alpha:]]+') word
  WHERE word % wanted AND length(word) BETWEEN length(wanted) - 2 AND length(wanted) + 3
  GROUP BY word
  ORDER BY similarity(word, wanted) DESC, word
  LIMIT 4
$$;
