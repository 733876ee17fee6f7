import type { ApiKeyService } from './api-key/api-key.service.ts'
import type { AttachmentService, AvatarService } from './attachment/attachment.service.ts'
import type { AuthService } from './auth/auth.service.ts'
import type { BadgeService } from './badge/badge.service.ts'
import type { BomCommands, BomQueries } from './bom/bom.service.ts'
import type { CategoryCommands, CategoryQueries } from './category/category.service.ts'
import type { CustomerCommands, CustomerQueries } from './customer/customer.service.ts'
import type { CustomerReturnCommands, CustomerReturnQueries } from './customer-return/customer-return.service.ts'
import type { DeveloperService } from './developer/developer.service.ts'
import type { EventService } from './event/event.service.ts'
import type { FrameCommands, FrameQueries } from './frame/frame.service.ts'
import type { FulfilmentCommands, FulfilmentQueries } from './fulfilment/fulfilment.service.ts'
import type { InspectionCommands, InspectionQueries } from './inspection/inspection.service.ts'
import type { InspectionPlanCommands, InspectionPlanQueries } from './inspection-plan/inspection-plan.service.ts'
import type { InvoiceCommands, InvoiceQueries } from './invoice/invoice.service.ts'
import type { ItemCommands, ItemQueries } from './item/item.service.ts'
import type { MachineCalendarService } from './machine/calendar.service.ts'
import type { MachineCommands, MachineQueries } from './machine/machine.service.ts'
import type { MenuService } from './menu/menu.service.ts'
import type { MobileQueries } from './mobile/mobile.service.ts'
import type { NonConformanceCommands, NonConformanceQueries } from './non-conformance/non-conformance.service.ts'
import type { NamedGroupService } from './organisation/organisation.service.ts'
import type { ProductionOrderCommands, ProductionOrderQueries } from './production-order/production-order.service.ts'
import type { ScheduleService } from './production-order/schedule.service.ts'
import type { ProductionOutputQueries } from './production-output/production-output.service.ts'
import type { ProductionPlanCommands, ProductionPlanQueries } from './production-plan/production-plan.service.ts'
import type { PurchaseOrderCommands, PurchaseOrderQueries } from './purchase-order/purchase-order.service.ts'
import type { PushService } from './push/push.service.ts'
import type { QualityQueries } from './quality/quality.service.ts'
import type { ReportQueries } from './report/report.service.ts'
import type { RoleCommands, RoleQueries } from './role/role.service.ts'
import type { SalesOrderCommands, SalesOrderQueries } from './sales-order/sales-order.service.ts'
import type { SampleService } from './sample/sample.service.ts'
import type { ShopService } from './shop/shop.service.ts'
import type { StatisticsQueries } from './statistics/statistics.service.ts'
import type { StockCommands, StockQueries } from './stock/stock.service.ts'
import type { StockCountCommands, StockCountQueries } from './stock-count/stock-count.service.ts'
import type { SupplierCommands, SupplierQueries } from './supplier/supplier.service.ts'
import type { SystemService } from './system/system.service.ts'
import type { TaskCommands, TaskQueries } from './task/task.service.ts'
import type { UserCommands, UserQueries } from './user/user.service.ts'
import type { WorkOrderCommands, WorkOrderQueries } from './work-order/work-order.service.ts'

/** What the routers are written against; `apps/api` supplies it. */
export interface Services {
  badge: BadgeService
  fulfilment: FulfilmentQueries & FulfilmentCommands
  customerReturn: CustomerReturnQueries & CustomerReturnCommands

  apiKey: ApiKeyService
  attachment: AttachmentService
  auth: AuthService
  avatar: AvatarService
  bom: BomQueries & BomCommands
  category: CategoryQueries & CategoryCommands
  customer: CustomerQueries & CustomerCommands
  department: NamedGroupService
  developer: DeveloperService
  system: SystemService
  event: EventService
  frame: FrameQueries & FrameCommands
  inspection: InspectionQueries & InspectionCommands
  inspectionPlan: InspectionPlanQueries & InspectionPlanCommands
  invoice: InvoiceQueries & InvoiceCommands
  item: ItemQueries & ItemCommands
  jobTitle: NamedGroupService
  machine: MachineQueries & MachineCommands
  machineCalendar: MachineCalendarService
  menu: MenuService
  mobile: MobileQueries
  productionOrder: ProductionOrderQueries & ProductionOrderCommands & ScheduleService
  productionOutput: ProductionOutputQueries
  productionPlan: ProductionPlanQueries & ProductionPlanCommands
  nonConformance: NonConformanceQueries & NonConformanceCommands
  purchaseOrder: PurchaseOrderQueries & PurchaseOrderCommands
  push: PushService
  quality: QualityQueries
  report: ReportQueries
  role: RoleQueries & RoleCommands
  sample: SampleService
  shop: ShopService
  statistics: StatisticsQueries
  salesOrder: SalesOrderQueries & SalesOrderCommands
  stock: StockQueries & StockCommands
  stockCount: StockCountQueries & StockCountCommands
  supplier: SupplierQueries & SupplierCommands
  task: TaskQueries & TaskCommands
  user: UserQueries & UserCommands
  workOrder: WorkOrderQueries & WorkOrderCommands
}
