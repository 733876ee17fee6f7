import type { Services } from '@framewright/contracts/services'
import { apiKeyService } from './api-key/api-key.service.ts'
import { attachmentService } from './attachment/attachment.service.ts'
import { avatarService } from './attachment/avatar.service.ts'
import { authService } from './auth/auth.service.ts'
import { badgeService } from './badge/badge.service.ts'
import { bomCommands } from './bom/bom.commands.ts'
import { bomQueries } from './bom/bom.queries.ts'
import { categoryCommands } from './category/category.commands.ts'
import { categoryQueries } from './category/category.queries.ts'
import type { Deps } from './core/deps.ts'
import { withDomainErrors } from './core/guard.ts'
import { customerCommands } from './customer/customer.commands.ts'
import { customerQueries } from './customer/customer.queries.ts'
import { customerReturnCommands } from './customer-return/customer-return.commands.ts'
import { customerReturnQueries } from './customer-return/customer-return.queries.ts'
import { developerService } from './developer/developer.service.ts'
import { eventQueries } from './event/event.queries.ts'
import { frameCommands } from './frame/frame.commands.ts'
import { frameQueries } from './frame/frame.queries.ts'
import { fulfilmentCommands } from './fulfilment/fulfilment.commands.ts'
import { fulfilmentQueries } from './fulfilment/fulfilment.queries.ts'
import { inspectionCommands } from './inspection/inspection.commands.ts'
import { inspectionQueries } from './inspection/inspection.queries.ts'
import { inspectionPlanCommands } from './inspection-plan/inspection-plan.commands.ts'
import { inspectionPlanQueries } from './inspection-plan/inspection-plan.queries.ts'
import { invoiceCommands } from './invoice/invoice.commands.ts'
import { invoiceQueries } from './invoice/invoice.queries.ts'
import { itemCommands } from './item/item.commands.ts'
import { itemQueries } from './item/item.queries.ts'
import { machineCalendarService } from './machine/calendar.service.ts'
import { machineCommands } from './machine/machine.commands.ts'
import { machineQueries } from './machine/machine.queries.ts'
import { menuService } from './menu/menu.service.ts'
import { mobileQueries } from './mobile/mobile.queries.ts'
import { nonConformanceCommands } from './non-conformance/non-conformance.commands.ts'
import { nonConformanceQueries } from './non-conformance/non-conformance.queries.ts'
import { namedGroupService } from './organisation/organisation.service.ts'
import { productionOrderCommands } from './production-order/production-order.commands.ts'
import { productionOrderQueries } from './production-order/production-order.queries.ts'
import { scheduleService } from './production-order/production-order.schedule.ts'
import { productionOutputQueries } from './production-output/production-output.queries.ts'
import { productionPlanCommands } from './production-plan/production-plan.commands.ts'
import { productionPlanQueries } from './production-plan/production-plan.queries.ts'
import { purchaseOrderCommands } from './purchase-order/purchase-order.commands.ts'
import { purchaseOrderQueries } from './purchase-order/purchase-order.queries.ts'
import { pushService } from './push/push.service.ts'
import { qualityQueries } from './quality/quality.queries.ts'
import { reportQueries } from './report/report.queries.ts'
import { roleCommands } from './role/role.commands.ts'
import { roleQueries } from './role/role.queries.ts'
import { salesOrderCommands } from './sales-order/sales-order.commands.ts'
import { salesOrderQueries } from './sales-order/sales-order.queries.ts'
import { sampleService } from './sample/sample.service.ts'
import { shopService } from './shop/shop.service.ts'
import { statisticsQueries } from './statistics/statistics.queries.ts'
import { stockCommands } from './stock/stock.commands.ts'
import { stockQueries } from './stock/stock.queries.ts'
import { stockCountCommands } from './stock-count/stock-count.commands.ts'
import { stockCountQueries } from './stock-count/stock-count.queries.ts'
import { supplierCommands } from './supplier/supplier.commands.ts'
import { supplierQueries } from './supplier/supplier.queries.ts'
import { systemService } from './system/system.service.ts'
import { taskCommands } from './task/task.commands.ts'
import { taskQueries } from './task/task.queries.ts'
import { userCommands } from './user/user.commands.ts'
import { userQueries } from './user/user.queries.ts'
import { workOrderCommands } from './work-order/work-order.commands.ts'
import { workOrderQueries } from './work-order/work-order.queries.ts'

/** Every domain's queries and commands, made from the same parts. One line a domain. */
export function createServices(deps: Deps): Services {
  const bom = bomQueries(deps)
  const category = categoryQueries(deps)
  const customer = customerQueries(deps)
  const customerReturn = customerReturnQueries(deps)
  const frame = frameQueries(deps)
  const fulfilment = fulfilmentQueries(deps)
  const inspection = inspectionQueries(deps)
  const inspectionPlan = inspectionPlanQueries(deps)
  const invoice = invoiceQueries(deps)
  const item = itemQueries(deps)
  const machine = machineQueries(deps)
  const nonConformance = nonConformanceQueries(deps)
  const productionOrder = productionOrderQueries(deps)
  const purchaseOrder = purchaseOrderQueries(deps)
  const supplier = supplierQueries(deps)
  const role = roleQueries(deps)
  const stock = stockQueries(deps)
  const stockCount = stockCountQueries(deps)
  const task = taskQueries(deps)
  const user = userQueries(deps)
  const workOrder = workOrderQueries(deps)
  const salesOrder = salesOrderQueries(deps)
  const services = {
    apiKey: apiKeyService(deps),
    auth: authService(deps),
    avatar: avatarService(deps),
    badge: badgeService(deps),
    bom: { ...bom, ...bomCommands(deps, bom) },
    category: { ...category, ...categoryCommands(deps, category) },
    customer: { ...customer, ...customerCommands(deps, customer) },
    customerReturn: { ...customerReturn, ...customerReturnCommands(deps, customerReturn) },
    department: namedGroupService(deps, 'department'),
    developer: developerService(deps),
    system: systemService(deps),
    event: eventQueries(deps),
    frame: { ...frame, ...frameCommands(deps, frame) },
    fulfilment: { ...fulfilment, ...fulfilmentCommands(deps, fulfilment) },
    inspection: { ...inspection, ...inspectionCommands(deps, inspection) },
    inspectionPlan: { ...inspectionPlan, ...inspectionPlanCommands(deps, inspectionPlan) },
    invoice: { ...invoice, ...invoiceCommands(deps, invoice) },
    item: { ...item, ...itemCommands(deps, item) },
    jobTitle: namedGroupService(deps, 'jobTitle'),
    machine: { ...machine, ...machineCommands(deps, machine) },
    machineCalendar: machineCalendarService(deps),
    menu: menuService(deps),
    mobile: mobileQueries(deps, { fulfilment, inspection, productionOrder }),
    productionOrder: {
      ...productionOrder,
      ...productionOrderCommands(deps, productionOrder),
      ...scheduleService(deps, productionOrder),
    },
    productionOutput: productionOutputQueries(deps),
    productionPlan: { ...productionPlanQueries(deps), ...productionPlanCommands(deps) },
    nonConformance: { ...nonConformance, ...nonConformanceCommands(deps, nonConformance) },
    purchaseOrder: { ...purchaseOrder, ...purchaseOrderCommands(deps, purchaseOrder) },
    push: pushService(deps),
    quality: qualityQueries(deps),
    report: reportQueries(deps, { fulfilment, purchaseOrder }),
    statistics: statisticsQueries(deps),
    supplier: { ...supplier, ...supplierCommands(deps, supplier) },
    role: { ...role, ...roleCommands(deps, role) },
    salesOrder: { ...salesOrder, ...salesOrderCommands(deps, salesOrder) },
    shop: shopService(deps),
    stock: { ...stock, ...stockCommands(deps, stock) },
    stockCount: { ...stockCount, ...stockCountCommands(deps, stockCount) },
    task: { ...task, ...taskCommands(deps, task) },
    user: { ...user, ...userCommands(deps, user) },
    workOrder: { ...workOrder, ...workOrderCommands(deps, workOrder) },
  } as Omit<Services, 'sample' | 'attachment'>
  const withFiles = { ...services, attachment: attachmentService(deps, services) }
  return withDomainErrors({ ...withFiles, sample: sampleService(deps, withFiles) }, deps.replicas)
}
