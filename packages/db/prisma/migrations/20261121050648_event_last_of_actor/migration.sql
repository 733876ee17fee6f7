-- CreateIndex
CREATE INDEX "event_actor_id_position_idx" ON "event"("actor_id", "position" DESC);
