-- CreateTable
CREATE TABLE "invariant_run" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "violations" INTEGER,
    "violated" TEXT[],

    CONSTRAINT "invariant_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invariant_run_started_at_idx" ON "invariant_run"("started_at");
