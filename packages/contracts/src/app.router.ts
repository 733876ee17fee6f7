import { apiKeyRouter } from './api-key/api-key.router.ts'
import { attachmentRouter, avatarRouter } from './attachment/attachment.router.ts'
import { authRouter } from './auth/auth.router.ts'
import { badgeRouter } from './badge/badge.router.ts'
import { bomRouter } from './bom/bom.router.ts'
import { categoryRouter } from './category/category.router.ts'
import { router } from './core/procedure.ts'
import { customerRouter } from './customer/customer.router.ts'
import { customerReturnRouter } from './customer-return/customer-return.router.ts'
import { developerRouter } from './developer/developer.router.ts'
import { eventRouter, liveRouter } from './event/event.router.ts'
import { frameRouter } from './frame/frame.router.ts'
import { fulfilmentRouter } from './fulfilment/fulfilment.router.ts'
import { inspectionRouter } from './inspection/inspection.router.ts'
import { inspectionPlanRouter } from './inspection-plan/inspection-plan.router.ts'
import { invoiceRouter } from './invoice/invoice.router.ts'
import { itemRouter } from './item/item.router.ts'
import { machineCalendarRouter } from './machine/calendar.router.ts'
import { machineRouter } from './machine/machine.router.ts'
import { menuRouter } from './menu/menu.router.ts'
import { mobileRouter } from './mobile/mobile.router.ts'
import { nonConformanceRouter } from './non-conformance/non-conformance.router.ts'
import { namedGroupRouter } from './organisation/organisation.router.ts'
import { productionOrderRouter } from './production-order/production-order.router.ts'
import { productionOutputRouter } from './production-output/production-output.router.ts'
import { productionPlanRouter } from './production-plan/production-plan.router.ts'
import { purchaseOrderRouter } from './purchase-order/purchase-order.router.ts'
import { pushRouter } from './push/push.router.ts'
import { qualityRouter } from './quality/quality.router.ts'
import { reportRouter } from './report/report.router.ts'
import { roleRouter } from './role/role.router.ts'
import { salesOrderRouter } from './sales-order/sales-order.router.ts'
import { sampleRouter } from './sample/sample.router.ts'
import { shopRouter } from './shop/shop.router.ts'
import { statisticsRouter } from './statistics/statistics.router.ts'
import { stockRouter } from './stock/stock.router.ts'
import { stockCountRouter } from './stock-count/stock-count.router.ts'
import { supplierRouter } from './supplier/supplier.router.ts'
import { systemRouter } from './system/system.router.ts'
import { kindRouter, taskRouter } from './task/task.router.ts'
import { userRouter } from './user/user.router.ts'
import { workOrderRouter } from './work-order/work-order.router.ts'

/** The whole API, one router a domain. */
export const appRouter = router({
  apiKey: apiKeyRouter,
  assembly: kindRouter('ASSEMBLY', 'assembly'),
  attachment: attachmentRouter,
  auth: authRouter,
  avatar: avatarRouter,
  bom: bomRouter,
  badge: badgeRouter,
  category: categoryRouter,
  customer: customerRouter,
  customerReturn: customerReturnRouter,
  department: namedGroupRouter('departments'),
  developer: developerRouter,
  system: systemRouter,
  event: eventRouter,
  frame: frameRouter,
  fulfilment: fulfilmentRouter,
  glazing: kindRouter('GLAZING', 'glazing'),
  installation: kindRouter('INSTALLATION', 'installation'),
  inspection: inspectionRouter,
  inspectionPlan: inspectionPlanRouter,
  invoice: invoiceRouter,
  item: itemRouter,
  jobTitle: namedGroupRouter('job-titles'),
  live: liveRouter,
  machine: machineRouter,
  machineCalendar: machineCalendarRouter,
  menu: menuRouter,
  mobile: mobileRouter,
  nonConformance: nonConformanceRouter,
  productionOrder: productionOrderRouter,
  productionOutput: productionOutputRouter,
  productionPlan: productionPlanRouter,
  purchaseOrder: purchaseOrderRouter,
  push: pushRouter,
  quality: qualityRouter,
  report: reportRouter,
  role: roleRouter,
  salesOrder: salesOrderRouter,
  sample: sampleRouter,
  shop: shopRouter,
  statistics: statisticsRouter,
  stock: stockRouter,
  stockCount: stockCountRouter,
  supplier: supplierRouter,
  task: taskRouter,
  user: userRouter,
  workOrder: workOrderRouter,
})

export type AppRouter = typeof appRouter
