import { CustomChart, GraphChart, BarChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/** The parts of ECharts that the drawings of a case use; a chunk of its own that loads with the first drawing. */
use([
  BarChart,
  CustomChart,
  GraphChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
])

export function draw(element: HTMLElement, option: EChartsCoreOption): EChartsType {
  const chart = init(element)
  chart.setOption(option)
  return chart
}
