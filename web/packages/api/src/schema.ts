/** The routes of `/api/v1` in the shape that openapi-typescript generates. */
import type * as shapes from './shapes'

interface Json<Body> {
  content: { 'application/json': Body }
}

type IfAny<Given, Then, Else> = [Given] extends [never] ? Else : Then

interface Operation<Out, In, Path, Query> {
  parameters: { header?: never; cookie?: never; query?: Query } & IfAny<
    Path,
    { path: Path },
    { path?: never }
  >
  requestBody: Json<In>
  responses: { 200: Json<Out> }
}

interface Get<Out, Path = never, Query = never> {
  get: Omit<Operation<Out, never, Path, Query>, 'requestBody'>
}

interface Post<Out, In = never, Path = never> {
  post: [In] extends [never]
    ? Omit<Operation<Out, never, Path, never>, 'requestBody'>
    : Operation<Out, In, Path, never>
}

interface Put<Out, In, Path = never> {
  put: Operation<Out, In, Path, never>
}

interface Patch<Out, In, Path = never> {
  patch: Operation<Out, In, Path, never>
}

interface ById {
  id: string
}

interface After {
  after?: string
}

export interface AppointmentIn {
  member: string
  post: string
  unit_code: string
  acting: boolean
  since: string
}

export interface ResidentIn {
  name?: string
  sex?: string
  id_number?: string
  employer?: string
  phone?: string
  vehicles?: string[]
  relation?: string
  version?: number
}

export interface OrganisationIn {
  name?: string
  kind?: string
  address?: string
  credit_code?: string
  legal_representative?: string
  phone?: string
  industry?: string
  trading?: string
  version?: number
}

export interface MappingIn {
  tables: { sheet: string; table: number; columns: Record<string, string | null> }[]
}

export interface paths {
  '/api/v1/me': Get<shapes.Me>
  '/api/v1/overview': Get<shapes.Overview>
  '/api/v1/territory/map': Get<shapes.GridCollection>
  '/api/v1/territory/map/buildings': Get<shapes.BuildingCollection, never, { grid: string }>
  '/api/v1/territory/tree': Get<shapes.TerritoryTree>
  '/api/v1/territory/grids/{id}': Get<shapes.Grid, ById>
  '/api/v1/territory/sites': Get<
    shapes.Page<shapes.SiteRow>,
    never,
    After & { grid?: string; kind?: string; q?: string }
  >
  '/api/v1/territory/sites/{id}': Get<shapes.Site, ById>
  '/api/v1/territory/buildings/{id}': Get<shapes.Building, ById>
  '/api/v1/territory/cover': Get<shapes.Cover>
  '/api/v1/territory/addresses/read': Post<shapes.AddressReading, { text: string; community?: string }>
  '/api/v1/staff/members': Get<shapes.Page<shapes.MemberRow>, never, After & { q?: string }> &
    Post<shapes.Member, { name: string; employer: string; phone: string }>
  '/api/v1/staff/members/{id}': Get<shapes.Member, ById> &
    Patch<shapes.Member, { name?: string; employer?: string; phone?: string }, ById>
  '/api/v1/staff/members/{id}/account': Post<
    { username: string; one_time_password: string },
    { username: string },
    ById
  >
  '/api/v1/staff/appointments': Post<shapes.Appointment, AppointmentIn>
  '/api/v1/staff/appointments/{id}/end': Post<shapes.Appointment, { until: string }, ById>
  '/api/v1/staff/posts': Get<{ items: shapes.PostOfUnit[] }>
  '/api/v1/staff/roles': Get<shapes.RoleMatrix>
  '/api/v1/register/search': Get<{ items: shapes.Hit[] }, never, { q: string }>
  '/api/v1/register/households': Get<
    shapes.Page<shapes.HouseholdRow>,
    never,
    After & { grid?: string; q?: string }
  > &
    Post<shapes.Household, { dwelling: string; tenure: string }>
  '/api/v1/register/households/{id}': Get<shapes.Household, ById> &
    Patch<shapes.Household, { tenure?: string; version: number }, ById>
  '/api/v1/register/households/{id}/residents': Post<shapes.Household, ResidentIn, ById>
  '/api/v1/register/households/{id}/history': Get<{ items: shapes.Change[] }, ById>
  '/api/v1/register/residents/{id}': Patch<shapes.Resident, ResidentIn, ById>
  '/api/v1/register/residents/{id}/reveal': Post<{ value: string }, { field: string; reason: string }, ById>
  '/api/v1/register/organisations': Get<
    shapes.Page<shapes.OrganisationRow>,
    never,
    After & { grid?: string; kind?: string; q?: string }
  > &
    Post<shapes.Organisation, OrganisationIn>
  '/api/v1/register/organisations/{id}': Get<shapes.Organisation, ById> &
    Patch<shapes.Organisation, OrganisationIn, ById>
  '/api/v1/register/conflicts': Get<shapes.Page<shapes.Conflict>, never, After>
  '/api/v1/register/conflicts/{id}/settle': Post<shapes.Conflict, { choice: string; note: string }, ById>
  '/api/v1/register/imports': Get<shapes.Page<shapes.ImportBatch>, never, After> &
    Post<shapes.ImportBatch, FormData>
  '/api/v1/register/imports/{id}': Get<shapes.ImportBatch, ById>
  '/api/v1/register/imports/{id}/mapping': Put<shapes.ImportBatch, MappingIn, ById>
  '/api/v1/register/imports/{id}/dry-run': Post<shapes.ImportBatch, never, ById>
  '/api/v1/register/imports/{id}/commit': Post<shapes.ImportBatch, never, ById>
  '/api/v1/register/imports/{id}/undo': Post<shapes.ImportBatch, never, ById>
  '/api/v1/register/imports/{id}/rows': Get<shapes.Page<shapes.ImportRow>, ById, After & { outcome?: string }>
  '/api/v1/audit/lines': Get<
    shapes.Page<shapes.AuditLine>,
    never,
    After & { actor?: string; about?: string; kind?: string }
  >
  '/api/v1/audit/verify': Post<shapes.AuditVerdict>
}
