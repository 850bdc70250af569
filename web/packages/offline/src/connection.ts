/** What is known of the way to the server. */
export type Connection = 'unknown' | 'online' | 'offline' | 'sign_in_needed'
