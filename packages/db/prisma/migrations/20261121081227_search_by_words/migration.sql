-- AlterTable
ALTER TABLE "item_stock" ADD COLUMN     "name_key" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "item_word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "item_word_pkey" PRIMARY KEY ("word")
);

-- What is out of stock is listed by name: however many items there are, and however few of them are out, the page lies in
-- the index as it is wanted. That takes the name beside the stock.
UPDATE item_stock s SET name_key = lower(i.name) FROM item i WHERE i.id = s.item_id;
CREATE INDEX "item_stock_out_idx" ON "item_stock" ("name_key", "item_id") WHERE "on_hand" - "reserved" <= 0;

CREATE OR REPLACE FUNCTION item_stock_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_stock (item_id, name_key) SELECT id, lower(name) FROM changed_to;
  RETURN NULL;
END $$;

-- A search walks along the names: with both texts in the index it reads nothing else.
DROP INDEX "item_name_start_idx";
CREATE INDEX "item_name_start_idx" ON "item" ((lower("name") COLLATE "C"), "id") INCLUDE ("sku", "name");

-- A misspelt word is compared with the words there are rather than with the items that have them: the catalogue grows, its
-- language hardly. A word is what stands between spaces, digits and signs; letters are never parted, in any locale.
CREATE FUNCTION words_of(what text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT word
  FROM regexp_split_to_table(lower(what),
    '[\u0001-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u3000]+') word
  WHERE length(word) > 1
$$;

INSERT INTO item_word (word) SELECT DISTINCT word FROM item i, words_of(i.sku || ' ' || i.name) word;
CREATE INDEX "item_word_search_idx" ON "item_word" USING gin ("word" gin_trgm_ops);

-- A word stays when its last item goes: whoever looks for one like it then finds nothing by it, and looks on. Counting
-- would make everybody who adds an item wait for everybody else.
CREATE FUNCTION item_word_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_word (word)
    SELECT DISTINCT word FROM changed_to i, words_of(i.sku || ' ' || i.name) word ORDER BY word
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER item_word_insert AFTER INSERT ON "item"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION item_word_insert();

-- Whoever renames an item holds its balances first, as everybody does who goes on to its stock.
CREATE FUNCTION item_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item_stock SET name_key = lower(NEW.name) WHERE item_id = NEW.id AND name_key <> lower(NEW.name);
  INSERT INTO item_word (word) SELECT DISTINCT word FROM words_of(NEW.sku || ' ' || NEW.name) word ORDER BY word
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER item_renamed AFTER UPDATE OF "sku", "name" ON "item" FOR EACH ROW
  WHEN ((OLD."sku", OLD."name") IS DISTINCT FROM (NEW."sku", NEW."name")) EXECUTE FUNCTION item_renamed();

-- Loads pg_trgm, without which only a superuser may name its settings below.
SELECT similarity('', '');

-- The words that come nearest to one that is misspelt, the nearest first. The threshold is the extension's own, whatever
-- the database is set to.
CREATE OR REPLACE FUNCTION item_words_like(wanted text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.similarity_threshold = 0.3
AS $$
  SELECT word FROM item_word
  WHERE word % wanted AND length(word) BETWEEN length(wanted) - 2 AND length(wanted) + 3
  ORDER BY similarity(word, wanted) DESC, word
  LIMIT 4
$$;
