/** The pages of the section 健康, by their routes. */
export const HEALTH_PAGES = ['rule-books']
