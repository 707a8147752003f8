/** What is linted, and what is written as prettier writes it. Style sheets are looked at in the window instead. */
export const folders = ['app', 'main', 'renderer', 'build', 'test']
export const written = [
  ...folders.map((folder) => `${folder}/**/*.{ts,tsx,mts,mjs,json,md}`),
  'package.json',
  'README.md',
]
