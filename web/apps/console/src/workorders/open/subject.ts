import { api, ask, type OrderLink } from '@gridward/api'

/** The name of a household or an organisation from whose page an order is opened. */
export async function readSubject(
  link: OrderLink,
  id: string,
): Promise<{ id: string; name: string } | undefined> {
  if (link === 'household') {
    const params = { path: { household_id: id } }
    const found = await ask(api.GET('/api/v1/register/households/{household_id}', { params }))
    return { id, name: found.address_text }
  }
  if (link !== 'organisation') return undefined
  const params = { path: { organisation_id: id } }
  const found = await ask(api.GET('/api/v1/register/organisations/{organisation_id}', { params }))
  return { id, name: found.name }
}
