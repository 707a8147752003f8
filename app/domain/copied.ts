/** Copied text as it is compared: systems change line ends and spaces on the way through the clipboard. */
export const copiedText = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
