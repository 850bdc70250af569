/** The pages about the record and about what left the house, in the order of their tabs. */
export const OVERSIGHT_PAGES = ['audit', 'oversight', 'export-limits', 'privacy']
