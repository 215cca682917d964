import 'i18next'
import type { ENGLISH } from './catalogs'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof ENGLISH
  }
}
