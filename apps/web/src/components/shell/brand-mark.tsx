/** The mark: a window in the accent. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden style={{ flex: 'none' }}>
      <rect x="4" y="2" width="24" height="28" rx="2" fill="#0d6e6e" />
      <rect x="8" y="6" width="16" height="20" fill="#d4f1ee" />
      <path d="M16 6v20M8 16h16" stroke="#0d6e6e" strokeWidth="2" />
    </svg>
  )
}
