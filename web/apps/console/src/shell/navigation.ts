import {
  Aim,
  AlarmClock,
  Bell,
  Box,
  Calendar,
  ChatLineSquare,
  ChatDotRound,
  DataAnalysis,
  Document,
  FirstAidKit,
  Finished,
  Goods,
  Guide,
  House,
  List,
  MapLocation,
  Memo,
  PieChart,
  SetUp,
  Tickets,
  Upload,
  User,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Door } from '../session/access'

export interface NavigationItem {
  door: Door
  path: string
  /** Where those begin who may open it. */
  first?: { door: Door; path: string }
  /** Where else the section's pages lie. */
  more?: string[]
  icon: Component
}

/** Where everybody begins, whatever they may do. */
export const HOME = { path: '/home', icon: House }

/** The left rail below it, in the order of a day's work. */
export const NAVIGATION: NavigationItem[] = [
  { door: 'overview', path: '/overview', icon: PieChart },
  { door: 'response', path: '/response', icon: Bell },
  { door: 'territory', path: '/territory', icon: MapLocation },
  { door: 'register', path: '/register', icon: List },
  { door: 'rounds', path: '/rounds', icon: Memo },
  { door: 'orders', path: '/workorders', icon: Tickets },
  { door: 'day', path: '/logs', more: ['/sheets', '/patrols'], icon: Calendar },
  { door: 'care', path: '/care', icon: FirstAidKit },
  {
    door: 'health',
    path: '/health/risk-areas',
    first: { door: 'measures', path: '/health/desk' },
    more: ['/health', '/lists', '/measures', '/tracing'],
    icon: Aim,
  },
  { door: 'inspections', path: '/inspections', icon: Finished },
  {
    door: 'gates',
    path: '/gates',
    more: ['/passes', '/passages', '/watch', '/missing-residents', '/siting'],
    icon: Guide,
  },
  { door: 'rota', path: '/rota', icon: AlarmClock },
  { door: 'supplies', path: '/supplies', icon: Box },
  { door: 'meetings', path: '/meetings', icon: ChatLineSquare },
  { door: 'outreach', path: '/notices', more: ['/materials', '/groups', '/chat'], icon: ChatDotRound },
  { door: 'imports', path: '/imports', icon: Upload },
  { door: 'staff', path: '/staff', icon: User },
  { door: 'orderKinds', path: '/order-kinds', icon: SetUp },
  { door: 'supplyArticles', path: '/supply-articles', icon: Goods },
  { door: 'reports', path: '/reports', icon: DataAnalysis },
  { door: 'audit', path: '/audit', icon: Document },
]
