/** The pages of the section `health`, by their routes, in the order of their tabs. */
export const HEALTH_PAGES = [
  'health-desk',
  'measures',
  'lists',
  'tracing',
  'arrivals',
  'risk-areas',
  'risk-notices',
  'risk-stays',
  'rule-books',
]
