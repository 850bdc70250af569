/// <reference types="vite/client" />
declare module 'vant/es/locale/lang/zh-CN.mjs'
declare module 'vant/es/locale/lang/en-US.mjs'
