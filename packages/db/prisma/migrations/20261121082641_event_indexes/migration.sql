-- An event is written without a position and by an import from the command line without an actor: the indexes leave out
-- what they are never asked for, so that writing one touches three of them fewer.
DROP INDEX "event_position_key";
CREATE UNIQUE INDEX "event_position_key" ON "event" ("position") WHERE "position" IS NOT NULL;
DROP INDEX "event_actor_id_id_idx";
CREATE INDEX "event_actor_id_id_idx" ON "event" ("actor_id", "id") WHERE "actor_id" IS NOT NULL;
DROP INDEX "event_actor_id_position_idx";
CREATE INDEX "event_actor_id_position_idx" ON "event" ("actor_id", "position" DESC) WHERE "actor_id" IS NOT NULL;
DROP INDEX "event_invoice_position_idx";
CREATE INDEX "event_invoice_position_idx" ON "event" ("position")
  WHERE "entity" IN ('invoice', 'fulfilment') AND "position" IS NOT NULL;
