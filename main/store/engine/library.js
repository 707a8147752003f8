/** The library by its own name; `library.d.ts` beside this file says what of it we use. */
export { default } from 'better-sqlite3-multiple-ciphers'
