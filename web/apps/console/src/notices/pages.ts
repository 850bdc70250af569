/** The pages of what is told to households and units, in the order of their tabs. */
export const OUTREACH_PAGES = ['notices', 'materials', 'groups', 'chat']
