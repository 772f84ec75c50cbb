/** The mark: a roof's line over an open hall, which is what a maru is. Decorative; the name stands beside it. */
export function LogoMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-celadon-6)" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5.5 14.5c4.6-.6 8-2.4 10.5-5.5 2.5 3.1 5.9 4.9 10.5 5.5" />
        <path d="M10 17v6.5M22 17v6.5M7.5 23.5h17" />
      </g>
    </svg>
  );
}
