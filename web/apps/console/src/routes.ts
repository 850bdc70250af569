import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  { path: '/phones', redirect: '/staff/phones' },
  page('/sign-in', 'sign-in', () => import('./account/SignInPage.vue'), { open: true }),
  page('/unreachable', 'unreachable', () => import('./shell/UnreachablePage.vue'), { open: true }),
  page('/not-allowed', 'not-allowed', () => import('./shell/NotAllowedPage.vue')),
  page('/new-password', 'new-password', () => import('./account/NewPasswordPage.vue')),
  page('/account', 'account', () => import('./account/AccountPage.vue')),

  page('/home', 'home', () => import('./home/HomePage.vue')),
  page('/home/drawn', 'drawn-today', () => import('./home/DrawnPage.vue'), { door: 'logWrite' }),
  page('/overview', 'overview', () => import('./overview/OverviewPage.vue'), { door: 'overview' }),

  page('/response', 'response', () => import('./response/ResponsePage.vue'), { door: 'response' }),
  page('/response/decide', 'response-decide', () => import('./response/DecidePage.vue'), {
    door: 'responseSwitch',
  }),
  page('/response/decisions/:id', 'response-decision', () => import('./response/DecisionPage.vue'), {
    door: 'response',
  }),

  page('/territory', 'territory', () => import('./territory/TerritoryPage.vue'), { door: 'territory' }),
  page('/territory/adjust', 'adjust', () => import('./territory/adjust/AdjustPage.vue'), {
    door: 'territoryChange',
  }),
  page('/territory/sites', 'sites', () => import('./territory/SitesPage.vue'), { door: 'territory' }),
  page('/territory/sites/:id', 'site', () => import('./territory/SitePage.vue'), { door: 'territory' }),
  page('/territory/buildings/:id', 'building', () => import('./territory/BuildingPage.vue'), {
    door: 'territory',
  }),
  page('/territory/grids/:id/brief', 'brief', () => import('./reports/BriefPage.vue'), { door: 'reports' }),
  page('/territory/cover', 'cover', () => import('./territory/CoverPage.vue'), { door: 'cover' }),
  page('/territory/address', 'address', () => import('./territory/AddressPage.vue'), { door: 'territory' }),
  page('/territory/names', 'names', () => import('./territory/book/NamesPage.vue'), { door: 'territory' }),

  page('/register', 'register', () => import('./register/SearchPage.vue'), { door: 'register' }),
  page('/register/households', 'households', () => import('./register/HouseholdsPage.vue'), {
    door: 'register',
  }),
  page('/register/households/new', 'new-household', () => import('./register/NewHouseholdPage.vue'), {
    door: 'registerChange',
  }),
  page('/register/households/:id', 'household', () => import('./register/HouseholdPage.vue'), {
    door: 'register',
  }),
  page(
    '/register/households/:id/history',
    'household-history',
    () => import('./register/history/HistoryPage.vue'),
    { door: 'register' },
    { subject: 'household' },
  ),
  page('/register/residents', 'residents', () => import('./register/ResidentsPage.vue'), {
    door: 'register',
  }),
  page(
    '/register/residents/:id/history',
    'resident-history',
    () => import('./register/history/HistoryPage.vue'),
    { door: 'register' },
    { subject: 'resident' },
  ),
  page('/register/organisations', 'organisations', () => import('./register/OrganisationsPage.vue'), {
    door: 'register',
  }),
  page(
    '/register/organisations/new',
    'new-organisation',
    () => import('./register/NewOrganisationPage.vue'),
    { door: 'registerChange' },
  ),
  page('/register/organisations/:id', 'organisation', () => import('./register/OrganisationPage.vue'), {
    door: 'register',
  }),
  page(
    '/register/organisations/:id/history',
    'organisation-history',
    () => import('./register/history/HistoryPage.vue'),
    { door: 'register' },
    { subject: 'organisation' },
  ),
  page('/register/conflicts', 'conflicts', () => import('./register/ConflictsPage.vue'), {
    door: 'register',
  }),

  page('/rounds', 'rounds', () => import('./rounds/RoundsPage.vue'), { door: 'rounds' }),
  page('/rounds/new', 'new-round', () => import('./rounds/form/RoundFormPage.vue'), { door: 'roundLead' }),
  page('/rounds/:id', 'round', () => import('./rounds/RoundPage.vue'), { door: 'rounds' }),
  page('/rounds/:id/edit', 'edit-round', () => import('./rounds/form/RoundFormPage.vue'), {
    door: 'roundLead',
  }),
  page('/rounds/:id/entry', 'round-entry', () => import('./rounds/entry/EntryPage.vue'), {
    door: 'visitRecord',
  }),

  page('/workorders', 'orders', () => import('./workorders/OrdersPage.vue'), { door: 'orders' }),
  page('/workorders/new', 'new-order', () => import('./workorders/open/NewOrderPage.vue'), {
    door: 'orderOpen',
  }),
  page('/workorders/board', 'order-board', () => import('./workorders/BoardPage.vue'), { door: 'orders' }),
  page('/board/wall', 'wall', () => import('./wall/WallPage.vue'), { door: 'wall', bare: true }),
  page('/workorders/plans', 'order-plans', () => import('./workorders/kinds/PlansPage.vue'), {
    door: 'orders',
  }),
  page('/workorders/:id', 'order', () => import('./workorders/OrderPage.vue'), { door: 'orders' }),
  page('/order-kinds', 'order-kinds', () => import('./workorders/kinds/KindsPage.vue'), {
    door: 'orderKinds',
  }),
  page('/order-kinds/edit', 'edit-order-kind', () => import('./workorders/kinds/KindEditorPage.vue'), {
    door: 'orderKinds',
  }),

  page('/logs', 'logs', () => import('./day/logs/LogsPage.vue'), { door: 'day' }),
  page('/sheets', 'sheets', () => import('./day/sheets/SheetsPage.vue'), { door: 'day' }),
  page('/patrols', 'patrols', () => import('./day/patrols/PatrolsPage.vue'), { door: 'day' }),

  page('/health/desk', 'health-desk', () => import('./health/desk/DeskPage.vue'), { door: 'measures' }),
  page('/health/rule-books', 'rule-books', () => import('./health/books/RuleBooksPage.vue'), {
    door: 'ruleBooks',
  }),
  page('/health/rule-books/new', 'new-rule-book', () => import('./health/books/edit/EditBookPage.vue'), {
    door: 'ruleBooksWrite',
  }),
  page('/health/rule-books/:id', 'rule-book', () => import('./health/books/version/VersionPage.vue'), {
    door: 'ruleBooks',
  }),
  page(
    '/health/rule-books/:id/edit',
    'edit-rule-book',
    () => import('./health/books/edit/EditBookPage.vue'),
    {
      door: 'ruleBooksWrite',
    },
  ),

  page('/care', 'care', () => import('./care/CarePage.vue'), { door: 'care' }),
  page('/care/:id', 'care-plan', () => import('./care/PlanPage.vue'), { door: 'care' }),

  page('/inspections', 'inspections', () => import('./inspections/InspectionsPage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/visit', 'inspect', () => import('./inspections/visit/VisitPage.vue'), {
    door: 'inspectionRecord',
  }),
  page('/inspections/notices', 'rectifications', () => import('./inspections/notices/NoticesPage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/notices/:id', 'rectification', () => import('./inspections/notices/NoticePage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/facilities', 'facilities', () => import('./inspections/facilities/FacilitiesPage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/filings', 'filings', () => import('./inspections/filings/FilingsPage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/filings/:id', 'filing', () => import('./inspections/filings/FilingPage.vue'), {
    door: 'inspections',
  }),
  page('/inspections/:id', 'inspection', () => import('./inspections/InspectionPage.vue'), {
    door: 'inspections',
  }),
  page('/health/risk-areas', 'risk-areas', () => import('./health/risk/RiskAreasPage.vue'), {
    door: 'health',
  }),
  page('/health/risk-areas/notices', 'risk-notices', () => import('./health/risk/NoticesPage.vue'), {
    door: 'health',
  }),
  page('/health/risk-areas/stays', 'risk-stays', () => import('./health/risk/StaysPage.vue'), {
    door: 'health',
  }),
  page('/health/arrivals', 'arrivals', () => import('./health/arrivals/ArrivalsPage.vue'), {
    door: 'measures',
  }),
  page('/gates', 'gates', () => import('./gates/GatesPage.vue'), { door: 'gates' }),
  page('/gates/:id', 'gate', () => import('./gates/GatePage.vue'), { door: 'gates' }),
  page('/siting', 'siting', () => import('./gates/siting/StudiesPage.vue'), { door: 'gateLead' }),
  page('/siting/:id', 'siting-study', () => import('./gates/siting/StudyPage.vue'), { door: 'gateLead' }),
  page('/lists', 'lists', () => import('./health/ListsPage.vue'), { door: 'lists' }),
  page('/lists/:id', 'list', () => import('./health/ListPage.vue'), { door: 'lists' }),
  page('/tracing', 'tracing', () => import('./health/tracing/CasesPage.vue'), { door: 'tracing' }),
  page('/tracing/:id', 'tracing-case', () => import('./health/tracing/CasePage.vue'), { door: 'tracing' }),
  page('/measures', 'measures', () => import('./measures/MeasuresPage.vue'), { door: 'measures' }),
  page('/watch', 'watch', () => import('./gates/watch/WatchPage.vue'), { door: 'watchKeep' }),
  page('/watch/:id', 'watch-entry', () => import('./gates/watch/WatchEntryPage.vue'), { door: 'watchKeep' }),
  page('/missing-residents', 'missing', () => import('./gates/watch/MissingPage.vue'), {
    door: 'registerChange',
  }),
  page('/gates/:id/handovers', 'gate-handovers', () => import('./gates/handovers/GateHandoversPage.vue'), {
    door: 'gates',
  }),
  page('/passes', 'passes', () => import('./gates/passes/PassesPage.vue'), { door: 'passes' }),
  page('/passes/:id', 'pass', () => import('./gates/passes/PassPage.vue'), { door: 'passes' }),
  page('/rota', 'rota', () => import('./rota/board/BoardPage.vue'), { door: 'rota' }),
  page('/rota/mine', 'rota-mine', () => import('./rota/MyShiftsPage.vue'), { door: 'rota' }),
  page('/rota/swaps', 'rota-swaps', () => import('./rota/swaps/SwapsPage.vue'), { door: 'rota' }),
  page('/rota/outs', 'rota-outs', () => import('./rota/OutsPage.vue'), { door: 'rota' }),
  page('/rota/hours', 'rota-hours', () => import('./rota/HoursPage.vue'), { door: 'rota' }),
  page('/rota/drafts', 'rota-drafts', () => import('./rota/drafts/DraftsPage.vue'), { door: 'rotaPlan' }),
  page('/rota/drafts/:id', 'rota-draft', () => import('./rota/drafts/DraftPage.vue'), { door: 'rotaPlan' }),
  page('/rota/places', 'rota-places', () => import('./rota/places/PlacesPage.vue'), { door: 'rota' }),
  page('/rota/places/:id', 'rota-place', () => import('./rota/places/PlacePage.vue'), { door: 'rota' }),
  page('/passages', 'passages', () => import('./gates/passages/PassagesPage.vue'), { door: 'passageSearch' }),
  page('/supplies', 'supplies', () => import('./supplies/StoresPage.vue'), { door: 'supplies' }),
  page('/supplies/store', 'store', () => import('./supplies/store/StorePage.vue'), { door: 'supplies' }),
  page('/supplies/ledger', 'stock-ledger', () => import('./supplies/store/LedgerPage.vue'), {
    door: 'supplies',
  }),
  page('/supplies/requests', 'supply-requests', () => import('./supplies/requests/RequestsPage.vue'), {
    door: 'supplies',
  }),
  page('/supplies/requests/new', 'new-supply-request', () => import('./supplies/requests/AskPage.vue'), {
    door: 'supplyAsk',
  }),
  page('/supplies/requests/:id', 'supply-request', () => import('./supplies/requests/RequestPage.vue'), {
    door: 'supplies',
  }),
  page('/supply-articles', 'supply-articles', () => import('./supplies/articles/ArticlesPage.vue'), {
    door: 'supplyArticles',
  }),
  page('/meetings', 'meetings', () => import('./meetings/MeetingsPage.vue'), { door: 'meetings' }),
  page('/meetings/:id', 'meeting', () => import('./meetings/MeetingPage.vue'), { door: 'meetings' }),
  page('/notices', 'notices', () => import('./notices/told/NoticesPage.vue'), { door: 'outreach' }),
  page('/notices/new', 'new-notice', () => import('./notices/told/NoticeFormPage.vue'), {
    door: 'noticeSend',
  }),
  page('/notices/:id', 'notice', () => import('./notices/told/NoticePage.vue'), { door: 'outreach' }),
  page('/materials', 'materials', () => import('./notices/materials/MaterialsPage.vue'), {
    door: 'outreach',
  }),
  page('/materials/new', 'new-material', () => import('./notices/materials/MaterialFormPage.vue'), {
    door: 'noticeSend',
  }),
  page('/materials/:id', 'material', () => import('./notices/materials/MaterialPage.vue'), {
    door: 'outreach',
  }),
  page('/chat', 'chat', () => import('./notices/chat/ChatPage.vue'), { door: 'outreachKeep' }),
  page('/groups', 'groups', () => import('./notices/groups/GroupsPage.vue'), { door: 'outreach' }),
  page('/groups/:id', 'group', () => import('./notices/groups/GroupPage.vue'), { door: 'outreach' }),

  page('/exports', 'exports', () => import('./exports/ExportsPage.vue'), { door: 'print' }),

  page('/imports', 'imports', () => import('./imports/ImportsPage.vue'), { door: 'imports' }),
  page('/imports/:id', 'import', () => import('./imports/ImportPage.vue'), { door: 'imports' }),

  page('/staff', 'staff', () => import('./staff/MembersPage.vue'), { door: 'staff' }),
  page('/staff/members/:id', 'member', () => import('./staff/MemberPage.vue'), { door: 'staff' }),
  page('/staff/posts', 'posts', () => import('./staff/PostsPage.vue'), { door: 'staff' }),
  page('/staff/chart', 'chart', () => import('./staff/ChartPage.vue'), { door: 'staff' }),
  page('/staff/filling', 'filling', () => import('./staff/FillingPage.vue'), { door: 'oversee' }),
  page('/staff/shortages', 'shortages', () => import('./staff/ShortagesPage.vue'), { door: 'oversee' }),
  page('/staff/shortages/:id', 'shortage-list', () => import('./staff/ShortageListPage.vue'), {
    door: 'oversee',
  }),
  page('/staff/teams', 'teams', () => import('./staff/TeamsPage.vue'), { door: 'staff' }),
  page('/staff/teams/:id', 'team', () => import('./staff/TeamPage.vue'), { door: 'staff' }),
  page('/staff/recognitions', 'recognitions', () => import('./staff/RecognitionsPage.vue'), {
    door: 'recognise',
  }),
  page('/staff/alike', 'alike', () => import('./staff/AlikePage.vue'), { door: 'oversee' }),
  page('/staff/handovers', 'handovers', () => import('./staff/HandoversPage.vue')),
  page('/staff/handovers/:id', 'handover', () => import('./staff/HandoverPage.vue')),
  page('/staff/phones', 'phones', () => import('./phones/PhonesPage.vue')),
  page('/staff/roles', 'roles', () => import('./staff/RolesPage.vue'), { door: 'staff' }),

  page('/reports', 'annex5', () => import('./reports/Annex5Page.vue'), { door: 'reports' }),
  page('/reports/snapshots', 'snapshots', () => import('./reports/SnapshotsPage.vue'), { door: 'reports' }),
  page('/reports/snapshots/:id', 'snapshot', () => import('./reports/SnapshotPage.vue'), { door: 'reports' }),
  page('/reports/layout', 'report-layout', () => import('./reports/LayoutPage.vue'), {
    door: 'reportLayout',
  }),

  page('/audit', 'audit', () => import('./audit/AuditPage.vue'), { door: 'audit' }),
  page('/audit/exports', 'oversight', () => import('./exports/OversightPage.vue'), { door: 'exportOversee' }),
  page('/audit/limits', 'export-limits', () => import('./exports/LimitsPage.vue'), { door: 'exportOversee' }),
  page('/privacy', 'privacy', () => import('./privacy/PrivacyPage.vue')),
  page('/:rest(.*)*', 'not-found', () => import('./shell/NotFoundPage.vue')),
]

function page(
  path: string,
  name: string,
  component: () => Promise<unknown>,
  meta: RouteRecordRaw['meta'] = {},
  props: Record<string, unknown> = {},
): RouteRecordRaw {
  return {
    path,
    name,
    component: component as RouteRecordRaw['component'],
    meta: { title: `page.${name}`, ...meta },
    props,
  } as RouteRecordRaw
}
