import type { Call } from '../core/context.ts'
import type {
  ControlChartData,
  ControlChartInput,
  MeasuredInput,
  MeasuredList,
  QualityDashboard,
  QualityInput,
} from './quality.schema.ts'

/** What inspections and non-conformances come to. Each looks at the days or the points asked for, never at all there is. */
export interface QualityQueries {
  dashboard(call: Call, input: QualityInput): Promise<QualityDashboard>
  measured(call: Call, input: MeasuredInput): Promise<MeasuredList>
  controlChart(call: Call, input: ControlChartInput): Promise<ControlChartData>
}
