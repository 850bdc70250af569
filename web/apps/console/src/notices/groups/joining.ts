import { api, ask, type GroupMemberSaid } from '@gridward/api'

export interface Joined {
  joined: number
  already: number
}

/** Enters members of a group; those who are in it already stay as they are. */
export function joinGroup(group: string, members: GroupMemberSaid[]): Promise<Joined> {
  const params = { path: { group_id: group } }
  return ask(api.POST('/api/v1/groups/{group_id}/members', { params, body: { members } }))
}
