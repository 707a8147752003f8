import type { Mark } from './types.ts'

/** Signs on a 24-unit grid, stroked in black: a shape for each meaning, so that no sign relies on colour. */
export const signs: Readonly<Record<Mark | 'shield', string>> = {
  ok: 'M2 12 A10 10 0 1 1 22 12 A10 10 0 1 1 2 12 M7.5 12.4 L10.6 15.5 L16.4 8.9',
  failed: 'M8 2 L16 2 L22 8 L22 16 L16 22 L8 22 L2 16 L2 8 Z M8.8 8.8 L15.2 15.2 M15.2 8.8 L8.8 15.2',
  attention: 'M12 3 L22.4 21 L1.6 21 Z M12 9.5 L12 14.5 M12 17.6 L12 17.7',
  waiting: 'M2 12 A10 10 0 1 1 22 12 A10 10 0 1 1 2 12 M12 6.5 L12 12 L15.6 14.2',
  step: 'M7 12 A5 5 0 1 1 17 12 A5 5 0 1 1 7 12',
  shield:
    'M12 2 C14.5 4.2 17 5 20.5 5.3 L20.5 12 C20.5 17 17 20.4 12 22 C7 20.4 3.5 17 3.5 12 L3.5 5.3 C7 5 9.5 4.2 12 2 Z M8.3 12 L11 14.7 L15.8 9.6',
}
