/** The pages of the territory section, in the order of their tabs. */
export const TERRITORY_PAGES = ['territory', 'sites', 'cover', 'address', 'names']
