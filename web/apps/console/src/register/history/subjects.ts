/** Whose history is read, and from where. */
import { api, ask, type Change } from '@gridward/api'

export type Subject = 'household' | 'resident' | 'organisation'

export interface HistoryQuery {
  field?: string
  person?: string
  since?: string
  until?: string
  corrections?: boolean
}

export function readHistory(subject: Subject, id: string, query: HistoryQuery): Promise<Change[]> {
  switch (subject) {
    case 'household':
      return ask(
        api.GET('/api/v1/register/households/{household_id}/history', {
          params: { path: { household_id: id }, query },
        }),
      )
    case 'resident':
      return ask(
        api.GET('/api/v1/register/residents/{resident_id}/history', {
          params: { path: { resident_id: id }, query },
        }),
      )
    case 'organisation':
      return ask(
        api.GET('/api/v1/register/organisations/{organisation_id}/history', {
          params: { path: { organisation_id: id }, query },
        }),
      )
  }
}
