/** The pages of the section 健康, by their routes, in the order of their tabs. */
export const HEALTH_PAGES = ['risk-areas', 'risk-notices', 'risk-stays', 'rule-books']
