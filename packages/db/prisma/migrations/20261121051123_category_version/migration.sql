-- AlterTable
ALTER TABLE "category" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
