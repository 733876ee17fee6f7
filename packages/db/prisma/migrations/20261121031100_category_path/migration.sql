-- A category's path is read with every item of every list and changes once a year: it is kept.
ALTER TABLE "category" ADD COLUMN "path" TEXT NOT NULL DEFAULT '';

-- The share lock waits for whoever renames or moves the parent, and makes them wait for the new child: their change then
-- reaches it.
CREATE FUNCTION category_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.path := coalesce((SELECT path || ' › ' FROM category WHERE id = NEW.parent_id FOR SHARE), '') || NEW.name;
  RETURN NEW;
END $$;
CREATE TRIGGER category_path BEFORE INSERT OR UPDATE OF "name", "parent_id" ON "category"
  FOR EACH ROW EXECUTE FUNCTION category_path();

-- On to the children, each of which goes on to its own.
CREATE FUNCTION category_path_below() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE category SET name = name WHERE parent_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER category_path_below AFTER UPDATE OF "name", "parent_id" ON "category"
  FOR EACH ROW WHEN (OLD.path <> NEW.path) EXECUTE FUNCTION category_path_below();
CREATE INDEX "category_parent_id_idx" ON "category" ("parent_id");

UPDATE "category" SET "name" = "name" WHERE "parent_id" IS NULL;
