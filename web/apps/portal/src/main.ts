import './styles.css'
import { configureApi } from '@gridward/api'
import { createApp } from 'vue'
import { language } from './i18n'
import PortalApp from './PortalApp.vue'

configureApi({ language: () => language.value, onSignedOut: () => undefined })
createApp(PortalApp).mount('#app')
