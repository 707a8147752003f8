/** Settings and counters. */

/** One row a setting: JSON value. */
export type SettingTable = { key: string; value: string }

export type CounterTable = { name: string; value: number }
