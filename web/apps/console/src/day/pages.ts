/** The pages of a day's papers, in the order of their tabs. */
export const DAY_PAGES = ['logs', 'sheets', 'patrols']
