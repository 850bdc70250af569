import type { Me } from '@gridward/api'

/** A signed-in person with these permissions. */
export function person(permissions: string[], mustChangePassword = false): Me {
  return {
    account: {
      id: '1',
      username: 'somebody',
      must_change_password: mustChangePassword,
      is_administrator: false,
    },
    member: null,
    posts: [],
    permissions,
    street: null,
    fictional: true,
  }
}
