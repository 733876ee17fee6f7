-- CreateIndex
CREATE INDEX "time_entry_user_id_ended_at_idx" ON "time_entry"("user_id", "ended_at");
