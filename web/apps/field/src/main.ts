import './styles/index.css'
import { configureApi } from '@gridward/api'
import { createApp } from 'vue'
import { currentLanguage, i18n } from './i18n'
import { makeRouter } from './router'
import { showDisplay } from './shell/display'
import { keepOnPhone } from './shell/update'
import FieldApp from './FieldApp.vue'

// An ended session does not end the work: the engine tells it as a state of the connection.
configureApi({ language: currentLanguage, onSignedOut: () => undefined })
showDisplay()
createApp(FieldApp).use(i18n).use(makeRouter()).mount('#app')
if (import.meta.env.PROD) void keepOnPhone()
