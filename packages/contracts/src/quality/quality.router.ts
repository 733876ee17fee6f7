import { query, router } from '../core/procedure.ts'
import {
  ControlChartData,
  ControlChartInput,
  MeasuredInput,
  MeasuredList,
  QualityDashboard,
  QualityInput,
} from './quality.schema.ts'

export const qualityRouter = router({
  dashboard: query({
    permission: 'inspection.read',
    summary: 'First-pass yield, defects and what waits, over some days',
    rest: 'GET /qc/dashboard',
  })
    .input(QualityInput)
    .output(QualityDashboard)
    .query(({ ctx, input }) => ctx.services.quality.dashboard(ctx.call, input)),
  measured: query({ permission: 'inspection.read', summary: 'The characteristics that numbers were read of' })
    .input(MeasuredInput)
    .output(MeasuredList)
    .query(({ ctx, input }) => ctx.services.quality.measured(ctx.call, input)),
  controlChart: query({
    permission: 'inspection.read',
    summary: 'The last readings of a characteristic, for its control chart',
    rest: 'GET /qc/plans/{id}/control-chart',
  })
    .input(ControlChartInput)
    .output(ControlChartData)
    .query(({ ctx, input }) => ctx.services.quality.controlChart(ctx.call, input)),
})
