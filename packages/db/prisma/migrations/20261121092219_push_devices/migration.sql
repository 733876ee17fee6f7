-- CreateEnum
CREATE TYPE "push_topic" AS ENUM ('ASSIGNED', 'INSPECTION', 'SHORT');

-- CreateTable
CREATE TABLE "push_key" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "public_key" TEXT NOT NULL,
    "private_jwk" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "push_device" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "topics" "push_topic"[],
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "push_message" (
    "position" BIGINT NOT NULL,
    "device_id" INTEGER NOT NULL,
    "topic" "push_topic" NOT NULL,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_message_pkey" PRIMARY KEY ("position","device_id")
);

-- CreateTable
CREATE TABLE "push_cursor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,

    CONSTRAINT "push_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "push_device_endpoint_key" ON "push_device"("endpoint");

-- CreateIndex
CREATE INDEX "push_device_user_id_idx" ON "push_device"("user_id");

-- CreateIndex
CREATE INDEX "push_message_due_at_idx" ON "push_message"("due_at");

-- CreateIndex
CREATE INDEX "push_message_device_id_idx" ON "push_message"("device_id");

-- AddForeignKey
ALTER TABLE "push_device" ADD CONSTRAINT "push_device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_message" ADD CONSTRAINT "push_message_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "push_device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One key, one cursor.
ALTER TABLE "push_key" ADD CONSTRAINT "push_key_one" CHECK ("id" = 1);
ALTER TABLE "push_cursor" ADD CONSTRAINT "push_cursor_one" CHECK ("id" = 1);
ALTER TABLE "push_device" ADD CONSTRAINT "push_device_topics" CHECK (cardinality("topics") > 0);
