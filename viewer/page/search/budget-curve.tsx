import type { NodeAnswer } from "../../contracts/index.ts";

const WIDTH = 320;
const HEIGHT = 72;

/** Every evaluation by its value against the tokens that were spent up to it, and the best so far. */
export function BudgetCurve({ nodes }: { readonly nodes: readonly NodeAnswer[] }) {
  let [spent, best] = [0, -Infinity];
  const points = nodes.flatMap(({ value, cost = 0 }) => {
    spent += cost;
    if (value === undefined) return [];
    best = Math.max(best, value);
    return [{ spent, value, best }];
  });
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values, 0), Math.max(...values, 1e-6)];
  const x = (tokens: number): number => 2 + ((WIDTH - 4) * tokens) / Math.max(1, spent);
  const y = (value: number): number => 4 + ((HEIGHT - 8) * (high - value)) / (high - low);
  const line = points.flatMap((point, index) => {
    const before = points[index - 1];
    const step = before ? [`${x(point.spent)},${y(before.best)}`] : [];
    return [...step, `${x(point.spent)},${y(point.best)}`];
  });
  const [first, last] = [points[0]?.best ?? 0, points.at(-1)?.best ?? 0];
  const told = `Best value from ${first.toFixed(4)} to ${last.toFixed(4)} nats a token over ${points.length} scored evaluations and ${spent.toLocaleString("en")} tokens`;
  return (
    <figure class="curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={told}
      >
        <line class="arm-zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {points.map((point, index) => (
          <line
            key={index}
            class="curve-point"
            x1={x(point.spent)}
            x2={x(point.spent)}
            y1={y(point.value)}
            y2={y(point.value) + 0.01}
          />
        ))}
        <polyline points={line.join(" ")} />
      </svg>
      <figcaption>{told}</figcaption>
    </figure>
  );
}
