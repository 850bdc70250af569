/** The phones of this browser, over the server that this page came from. */
import { openPhones, overApi } from '@gridward/offline'
import { kinds } from './kinds'
import { limits } from './limits'
import { withToken } from './token'

export const phones = openPhones(withToken(overApi()), kinds, limits)
