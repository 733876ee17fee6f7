-- CreateIndex
CREATE INDEX "event_actor_id_id_idx" ON "event"("actor_id", "id");
