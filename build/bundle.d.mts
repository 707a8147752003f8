/** Builds `out/`; see bundle.mjs. */
export function bundle(options?: { readonly development?: boolean }): Promise<void>
