/** The pages of the register section, in the order of their tabs. */
export const REGISTER_PAGES = ['register', 'households', 'residents', 'organisations', 'conflicts', 'exports']
