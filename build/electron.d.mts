export function realElectron(): string | undefined
export function chooseElectron(): { readonly shell: 'electron' | 'stand-in'; readonly why: string }
