import type { StateAnswer } from "../../contracts/index.ts";
import { Plain } from "../text/index.ts";

const ROW = 30;
const LANE = 12;
const NODE = 190;

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

/**
 * The states of a machine in the order of its definition, one below the other, with an arc for every
 * transition; the current state is filled and marked in words, the one before it by a dashed border.
 */
export function StateChart({
  states,
  before,
  after,
}: {
  readonly states: readonly StateAnswer[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}) {
  const rows = states.filter(({ name }) => name !== "");
  const arcs = arcsOf(rows);
  const lanes = Math.max(0, ...arcs.map(({ lane }) => lane + 1));
  const [width, height] = [NODE + 16 + lanes * LANE, rows.length * ROW + 6];
  const taken = (arc: Arc): boolean =>
    before.includes(rows[arc.from]?.name ?? "") && after.includes(rows[arc.to]?.name ?? "");
  const told = `Machine of ${rows.length} states, now in ${after.join(", ") || "no state"}`;
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={told}
      >
        {arcs.map((arc) => (
          <Arrow key={`${arc.from} ${arc.to}`} arc={arc} taken={taken(arc)} />
        ))}
        {rows.map((state, row) => (
          <StateBox
            key={state.name}
            state={state}
            row={row}
            current={isIn(after, state.name)}
            left={isIn(before, state.name) && !isIn(after, state.name)}
          />
        ))}
      </svg>
      <figcaption>
        {told}
        {before.length > 0 && before.join() !== after.join() && `, before in ${before.join(", ")}`}.
      </figcaption>
    </figure>
  );
}

/** What leads out of the current states, in words. */
export function WaysOut({
  states,
  after,
}: {
  readonly states: readonly StateAnswer[];
  readonly after: readonly string[];
}) {
  const ways = states
    .filter(({ name }) => name === "" || isIn(after, name))
    .flatMap(({ name, transitions }) => transitions.map((way) => ({ name, ...way })));
  if (ways.length === 0) return <p class="aside">It has ended: no message changes it.</p>;
  return (
    <ul class="ways">
      {ways.map(({ name, event, targets, guarded }, index) => (
        <li key={index}>
          <code>
            <Plain text={event === "" ? "at once" : event} />
          </code>
          {guarded && <span class="aside"> guarded</span>}
          <span aria-hidden="true"> → </span>
          {targets.length === 0 ? "stays" : <Plain text={targets.join(", ")} />}
          {name === "" && <span class="aside"> from any state</span>}
        </li>
      ))}
    </ul>
  );
}

function StateBox({
  state,
  row,
  current,
  left,
}: {
  readonly state: StateAnswer;
  readonly row: number;
  readonly current: boolean;
  readonly left: boolean;
}) {
  const [x, y] = [2 + (state.depth - 1) * 14, row * ROW + 5];
  const classes = ["state-box", current ? "state-current" : "", left ? "state-left" : ""];
  const name = state.name.split(".").at(-1) ?? "";
  const short = name.length > 20 ? `${name.slice(0, 19)}…` : name;
  return (
    <g class={classes.join(" ")}>
      <rect x={x} y={y} width={NODE - x} height={22} rx={state.type === "final" ? 11 : 4} />
      <text x={x + 9} y={y + 15}>
        {state.initial ? "▸ " : ""}
        {short}
        {current ? "  ●" : ""}
      </text>
    </g>
  );
}

function Arrow({ arc: { from, to, lane }, taken }: { readonly arc: Arc; readonly taken: boolean }) {
  const x = NODE;
  const out = x + 10 + lane * LANE;
  const down = to > from ? 3 : -3;
  const [start, end] = [from * ROW + 16 + down, to * ROW + 16 - down];
  const middle = `L ${out} ${end + (end > start ? -5 : 5)} Q ${out} ${end} ${out - 5} ${end}`;
  const path = `M ${x} ${start} L ${out - 5} ${start} Q ${out} ${start} ${out} ${start + (end > start ? 5 : -5)} ${middle} L ${x + 4} ${end}`;
  return (
    <g class={taken ? "arc arc-taken" : "arc"}>
      <path d={path} />
      <path class="arc-head" d={`M ${x} ${end} l 6 -3 l 0 6 z`} />
    </g>
  );
}

/** One arc for each pair of states, shorter ones further in; parallel ones in lanes of their own. */
function arcsOf(rows: readonly StateAnswer[]): Arc[] {
  const places = new Map(rows.map(({ name }, index) => [name, index]));
  const pairs = new Map<string, { from: number; to: number }>();
  for (const [from, { transitions }] of rows.entries()) {
    for (const target of transitions.flatMap(({ targets }) => targets)) {
      const to = places.get(target);
      if (to !== undefined && to !== from) pairs.set(`${from} ${to}`, { from, to });
    }
  }
  const sorted = [...pairs.values()].toSorted(
    (a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from) || a.from - b.from,
  );
  const lanes: { low: number; high: number }[][] = [];
  return sorted.map(({ from, to }) => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const isFree = (lane: (typeof lanes)[number]): boolean =>
      lane.every((other) => other.high <= low || other.low >= high);
    const found = lanes.findIndex(isFree);
    const lane = found === -1 ? lanes.length : found;
    (lanes[lane] ??= []).push({ low, high });
    return { from, to, lane };
  });
}

/** Whether a state is one of these, or around one of them. */
function isIn(names: readonly string[], name: string): boolean {
  return names.some((inner) => inner === name || inner.startsWith(`${name}.`));
}
