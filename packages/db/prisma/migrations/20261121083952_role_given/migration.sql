-- What a version gave a role last: while it holds just that, nobody has edited it, and the next version may give it more.
ALTER TABLE "role" ADD COLUMN "given" TEXT[] DEFAULT ARRAY[]::TEXT[];
-- Of the roles that came with the shop those are as they came that were never saved since.
UPDATE "role" SET "given" = "permissions" WHERE "system" AND "version" = 1;
