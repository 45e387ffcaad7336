import { numberText } from "../figures/index.ts";
import { Plain } from "../text/index.ts";

/** Bars that are drawn before the rest is added up. */
const BARS = 12;

/** What a whole is made of, the largest part first. */
export function Shares({
  title,
  counts,
}: {
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
}) {
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const rest = sorted.slice(BARS);
  const shown: readonly (readonly [string, number])[] =
    rest.length === 0
      ? sorted
      : [
          ...sorted.slice(0, BARS),
          [`${rest.length} others`, rest.reduce((sum, [, count]) => sum + count, 0)],
        ];
  const most = Math.max(1, ...shown.map(([, count]) => count));
  return (
    <article class="card">
      <h2>{title}</h2>
      {shown.length === 0 && <p class="aside">Nothing.</p>}
      <ul class="shares">
        {shown.map(([name, count]) => (
          <li key={name}>
            <span class="name">
              <Plain text={name} />
            </span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * count) / most} height="8" />
            </svg>
            <span class="number">{numberText(count)}</span>
            <span class="number">{total > 0 ? `${((100 * count) / total).toFixed(1)} %` : ""}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
