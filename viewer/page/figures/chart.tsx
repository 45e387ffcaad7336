/** A series over time as bars, and in words. */
export function Bars({
  values,
  label,
  height = 28,
}: {
  readonly values: readonly number[];
  readonly label: string;
  readonly height?: number;
}) {
  const most = Math.max(1e-9, ...values);
  const width = Math.max(1, values.length);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => {
        const tall = value <= 0 ? 0 : Math.max(1, (height * value) / most);
        return <rect key={index} x={index + 0.08} y={height - tall} width={0.84} height={tall} />;
      })}
    </svg>
  );
}

/** Numbers as a reader takes them in: whole ones with separators, others with four digits. */
export function numberText(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString("en")
    : value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

/** A duration in the unit that suits it. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** Bytes in the unit that suits them. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
