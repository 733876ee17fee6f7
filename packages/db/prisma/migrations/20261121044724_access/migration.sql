-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "rate_per_minute" INTEGER NOT NULL DEFAULT 6000;

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "avatar" TEXT,
ADD COLUMN     "department_id" INTEGER,
ADD COLUMN     "job_title_id" INTEGER,
ADD COLUMN     "must_change_password" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "stored_file" (
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" SERIAL NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clear_confirmation" (
    "token_hash" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "tables" TEXT[],
    "phrase" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clear_confirmation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "department" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_title" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "job_title_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "menu_access" (
    "role_id" INTEGER NOT NULL,
    "menu" TEXT NOT NULL,
    "shown" BOOLEAN NOT NULL,

    CONSTRAINT "menu_access_pkey" PRIMARY KEY ("role_id","menu")
);

-- CreateTable
CREATE TABLE "menu_exception" (
    "user_id" INTEGER NOT NULL,
    "menu" TEXT NOT NULL,
    "shown" BOOLEAN NOT NULL,

    CONSTRAINT "menu_exception_pkey" PRIMARY KEY ("user_id","menu")
);

-- CreateIndex
CREATE INDEX "stored_file_touched_at_idx" ON "stored_file"("touched_at");

-- CreateIndex
CREATE INDEX "attachment_entity_entity_id_id_idx" ON "attachment"("entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "attachment_sha256_idx" ON "attachment"("sha256");

-- CreateIndex
CREATE INDEX "clear_confirmation_user_id_idx" ON "clear_confirmation"("user_id");

-- CreateIndex
CREATE INDEX "app_user_department_id_idx" ON "app_user"("department_id");

-- CreateIndex
CREATE INDEX "app_user_job_title_id_idx" ON "app_user"("job_title_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_uploaded_by_fkey" FOREIGN KEY ("uploaded_by") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clear_confirmation" ADD CONSTRAINT "clear_confirmation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_job_title_id_fkey" FOREIGN KEY ("job_title_id") REFERENCES "job_title"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_avatar_fkey" FOREIGN KEY ("avatar") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "menu_access" ADD CONSTRAINT "menu_access_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "menu_exception" ADD CONSTRAINT "menu_exception_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "app_user_avatar_idx" ON "app_user"("avatar");

-- Names that people give, unique regardless of case.
CREATE UNIQUE INDEX "department_name_key" ON "department" (lower("name"));
CREATE UNIQUE INDEX "job_title_name_key" ON "job_title" (lower("name"));
ALTER TABLE "department" ADD CONSTRAINT "department_name_said" CHECK (btrim("name") <> '');
ALTER TABLE "job_title" ADD CONSTRAINT "job_title_name_said" CHECK (btrim("name") <> '');

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_rate_positive" CHECK ("rate_per_minute" > 0);
ALTER TABLE "stored_file"
  ADD CONSTRAINT "stored_file_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "stored_file_size" CHECK ("size" > 0);
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_name_said" CHECK (btrim("name") <> '');
