import './styles/index.css'
import { configureApi } from '@gridward/api'
import { createApp } from 'vue'
import { takeOver } from './account/early'
import { currentLanguage, i18n } from './i18n'
import { makeRouter } from './router'
import { showDisplay } from './shell/display'
import { keepOnPhone } from './shell/update'
import FieldApp from './FieldApp.vue'

// An ended session does not end the work: the engine tells it as a state of the connection.
configureApi({ language: currentLanguage, onSignedOut: () => undefined })
showDisplay()
const router = makeRouter()
const app = createApp(FieldApp).use(i18n).use(router)
// Until the first page is there, the page's own frame stands.
void router.isReady().finally(() => {
  takeOver()
  app.mount('#app')
})
if (import.meta.env.PROD) void keepOnPhone()
