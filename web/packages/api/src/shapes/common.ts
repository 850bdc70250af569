/** Shapes that every part uses. */
export interface Page<Item> {
  items: Item[]
  next: string | null
  total: number | null
}

export interface Named {
  id: string
  name: string
}

export interface HeldPost {
  post: string
  unit_name: string
  unit_code: string
  acting: boolean
}

export interface Me {
  account: { id: string; username: string; must_change_password: boolean; is_administrator: boolean }
  member: Named | null
  posts: HeldPost[]
  permissions: string[]
  street: { code: string; name: string } | null
  fictional: boolean
}
