import type { NodeAnswer } from "../../contracts/index.ts";
import { bestSoFar } from "./tree-order.ts";

const WIDTH = 320;
const HEIGHT = 56;

/** The best value against the evaluations that were spent. */
export function BudgetCurve({ nodes }: { readonly nodes: readonly NodeAnswer[] }) {
  const best = bestSoFar(nodes);
  const [first, last] = [best[0] ?? 0, best.at(-1) ?? 0];
  const span = last - first || 1;
  const points = best
    .map((value, index) => {
      const x = best.length < 2 ? 0 : (WIDTH * index) / (best.length - 1);
      return `${x.toFixed(1)},${(HEIGHT - 4 - ((HEIGHT - 8) * (value - first)) / span).toFixed(1)}`;
    })
    .join(" ");
  const told = `Best value from ${first.toFixed(4)} to ${last.toFixed(4)} nats a token over ${best.length} scored evaluations`;
  return (
    <figure class="curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={told}
      >
        <polyline points={points} />
      </svg>
      <figcaption>{told}</figcaption>
    </figure>
  );
}
