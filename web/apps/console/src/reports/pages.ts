/** The pages of the reports section, in the order of their tabs. */
export const REPORT_PAGES = ['annex5', 'snapshots', 'report-layout']
