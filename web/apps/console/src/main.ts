import '@gridward/ui/styles'
import { configureApi } from '@gridward/api'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { currentLanguage, i18n } from './i18n'
import { makeRouter } from './router'
import { useSession } from './session/store'
import ConsoleApp from './ConsoleApp.vue'

const app = createApp(ConsoleApp).use(createPinia()).use(i18n)
const session = useSession()
const router = makeRouter(session)

configureApi({
  language: currentLanguage,
  onSignedOut: () => {
    session.forget()
    const { open, bare } = router.currentRoute.value.meta
    if (open || bare) return
    void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } })
  },
})

app.use(router).mount('#app')
