const PATHS = {
  star: 'm8 2 1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zm3.6-1.4L14 14',
  close: 'm4 4 8 8m0-8-8 8',
  open: 'M2 4.5A1.5 1.5 0 0 1 3.5 3H6l1.5 2h5A1.5 1.5 0 0 1 14 6.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z',
  light: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1 1m8 8 1 1m0-10-1 1m-8 8-1 1',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
  system: 'M2 3.5h12v8H2zM6 14h4m-2-2.5V14',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  done: 'm3 8.5 3.5 3.5L13 4.5',
  file: 'M4 1.5h5l3.5 3.5v9.5h-8.5zM9 1.5V5h3.5',
  chevron: 'm6 4 4 4-4 4',
  ascending: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  descending: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  play: 'M5 3.2v9.6L13 8z',
  warning: 'M8 2 14.8 13.8H1.2zM8 6.5v3.2m0 1.7v.4',
  loopback: 'M3 8a5 5 0 0 1 9-3m1 3a5 5 0 0 1-9 3M12.3 2v3h-3M3.7 14v-3h3',
  ethernet: 'M2.5 3h11v8h-3v2.5h-5V11h-3zM6 3v3m2-3v3m2-3v3',
  wireless: 'M2 6.5a8.5 8.5 0 0 1 12 0M4.3 9a5.2 5.2 0 0 1 7.4 0M8 12.2v.1',
  virtual: 'M2.5 5.5 8 2.5l5.5 3v5L8 13.5l-5.5-3zm0 0L8 8.5l5.5-3M8 8.5v5',
  any: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM2.5 8h11M8 2.5c-3.5 3.5-3.5 7.5 0 11c3.5-3.5 3.5-7.5 0-11',
  toEnd: 'M8 2.5v7m-3.5-3L8 10l3.5-3.5M3 13.5h10',
  stop: 'M4 4h8v8H4z',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  save: 'M8 2.5v7.5m-3-3 3 3 3-3M2.5 12.5h11',
  minus: 'M3.5 8h9',
  plus: 'M3.5 8h9M8 3.5v9',
  command: 'm3 5 3 3-3 3m5 0h5',
  settings: 'M2.5 5h6m3 0h2m-11 6h2m3 0h6M10 3.5v3m-4 3v3',
  home: 'M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7',
} as const
export type IconName = keyof typeof PATHS

/** A line icon of 16 units; decoration only: the control that holds it bears the words. */
export function Icon({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** Lastack's mark: two lifelines, two arrows, and the last one that hasn't arrived. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <g fill="none" strokeLinecap="round">
        <path d="M4 2v16M16 2v16" stroke="var(--muted)" strokeWidth="1.6" />
        <path d="m4 5 12 3M16 10 4 13" stroke="var(--accent)" strokeWidth="1.8" />
        <path d="m4 15.5 7 1.8" stroke="var(--time-wait-edge)" strokeWidth="1.8" strokeDasharray="2 2.2" />
      </g>
    </svg>
  )
}
