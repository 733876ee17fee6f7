-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "fulfilment_line_id" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "reservation_fulfilment_line_id_location_id_key" ON "reservation"("fulfilment_line_id", "location_id");

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_fulfilment_line_id_fkey" FOREIGN KEY ("fulfilment_line_id") REFERENCES "fulfilment_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Stock is promised to one demand. A further kind of demand adds its column and puts this constraint anew with it.
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_one_demand";
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_one_demand" CHECK (
  num_nonnulls("sales_line_id", "production_line_id", "invoice_line_id", "fulfilment_line_id") = 1);
