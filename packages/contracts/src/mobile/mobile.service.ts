import type { Call } from '../core/context.ts'
import type {
  MobileInspections,
  MobileListInput,
  MobileProductionOrders,
  MobileWarehouseInput,
  MobileWarehouseTasks,
} from './mobile.schema.ts'

/** Lists for devices with little memory and a poor network: short, and only what has changed. The rows are those the caller may see. */
export interface MobileQueries {
  warehouseTasks(call: Call, input: MobileWarehouseInput): Promise<MobileWarehouseTasks>
  inspections(call: Call, input: MobileListInput): Promise<MobileInspections>
  productionOrders(call: Call, input: MobileListInput): Promise<MobileProductionOrders>
}
