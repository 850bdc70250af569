export { api, ask } from './client'
export * from './lists'
export { keepFile, uploadRoster } from './files'
export {
  checkCode,
  readCodeService,
  readMyGates,
  sendToGate,
  type CodeTold,
  type MyGate,
} from './gates'
export { readDeviceSecret, sendPhoto } from './phones'
export { sendInspectionPhoto, sendMaterialFile, sendOrderPhoto } from './photos'
export { ApiProblem, asProblem, problemFrom } from './problem'
export * from './session'
export type * from './shapes'
export { configureApi } from './transport'
