import type { MessageHeadAnswer } from "../../contracts/index.ts";
import { shortAddress } from "./addresses.ts";
import { headAt } from "./windows.ts";

/** Messages in sight beside each other. */
const SPAN = 44;
const STEP = 24;
const LANE = 20;
const LABEL = 210;
const HEAD = 18;

interface LanesProps {
  readonly seq: number;
  readonly last: number;
  readonly agent: string | undefined;
  readonly diverged: ReadonlySet<number>;
  readonly onChoose: (seq: number) => void;
  readonly onAgent: (address: string) => void;
}

/**
 * The messages around a position: a lane for each actor, and for each message an arrow from where
 * its sender handled the cause to where its receiver handles it. The list beside it says the same.
 */
export function Lanes({ seq, last, agent, diverged, onChoose, onAgent }: LanesProps) {
  const first = Math.max(1, Math.min(seq - Math.floor(SPAN * 0.6), last - SPAN + 1));
  const heads = Array.from({ length: Math.min(SPAN, last) }, (_none, index) =>
    headAt({ agent: "", kind: "" }, first + index - 1),
  ).filter((head) => head !== undefined);
  const lanes = lanesOf(heads);
  const chain = chainOf(heads, seq);
  const x = (position: number): number => LABEL + 14 + (position - first) * STEP;
  const y = (address: string): number => HEAD + 10 + (lanes.get(address) ?? 0) * LANE;
  const [width, height] = [LABEL + 20 + SPAN * STEP, HEAD + lanes.size * LANE + 8];
  const told = `Messages ${first} to ${first + heads.length - 1} between ${lanes.size} actors`;
  return (
    <div class="lanes scroll" role="region" aria-label="Lanes of actors" tabIndex={0}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={told}
      >
        <rect class="lane-now" x={x(seq) - STEP / 2} y={0} width={STEP} height={height} />
        {heads
          .filter((head) => head.seq % 5 === 0)
          .map((head) => (
            <text key={head.seq} class="lane-seq" x={x(head.seq)} y={12}>
              {head.seq}
            </text>
          ))}
        {[...lanes.keys()].map((address) => (
          <g
            key={address}
            class={address === agent ? "lane lane-chosen" : "lane"}
            onClick={() => onAgent(address)}
          >
            <rect class="lane-hit" x={0} y={y(address) - LANE / 2} width={LABEL} height={LANE} />
            <text x={8} y={y(address) + 4}>
              {labelOf(address)}
            </text>
            <line x1={LABEL} x2={width} y1={y(address)} y2={y(address)} />
          </g>
        ))}
        {heads.map((head) => (
          <Arrow
            key={head.seq}
            head={head}
            from={[head.cause === null || head.cause < first ? LABEL : x(head.cause), y(head.from)]}
            to={[x(head.seq), y(head.to)]}
            chosen={head.seq === seq}
            chained={chain.has(head.seq)}
            diverged={diverged.has(head.seq)}
            onChoose={onChoose}
          />
        ))}
      </svg>
    </div>
  );
}

interface ArrowProps {
  readonly head: MessageHeadAnswer;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly chosen: boolean;
  readonly chained: boolean;
  readonly diverged: boolean;
  readonly onChoose: (seq: number) => void;
}

function Arrow({ head, from, to, chosen, chained, diverged, onChoose }: ArrowProps) {
  const classes = [
    "message",
    head.reply ? "message-reply" : "",
    head.void ? "message-void" : "",
    head.failure ? "message-failure" : "",
    chained ? "message-chained" : "",
    chosen ? "message-chosen" : "",
  ];
  const [[x1, y1], [x2, y2]] = [from, to];
  const bend = Math.min(28, (x2 - x1) / 2);
  return (
    <g class={classes.join(" ")} onClick={() => onChoose(head.seq)}>
      <title>{`${head.seq} ${head.kind}`}</title>
      <path d={`M ${x1} ${y1} C ${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
      {head.failure ? (
        <rect x={x2 - 4} y={y2 - 4} width={8} height={8} />
      ) : (
        <circle cx={x2} cy={y2} r={chosen ? 5.5 : 3.5} />
      )}
      {diverged && <path class="message-diverged" d={`M ${x2} ${y2 - 12} l 5 8 l -10 0 z`} />}
    </g>
  );
}

/** The lane of each actor: as they come up, those of one role together. */
function lanesOf(heads: readonly MessageHeadAnswer[]): ReadonlyMap<string, number> {
  const roles = new Map<string, Set<string>>();
  for (const address of heads.flatMap(({ from, to }) => [from, to])) {
    const role = address.split("/", 2).join("/");
    roles.set(role, (roles.get(role) ?? new Set()).add(address));
  }
  const ordered = [...roles.values()].flatMap((addresses) => [...addresses]);
  return new Map(ordered.map((address, lane) => [address, lane]));
}

/** The messages in sight that led to one, and that one. */
function chainOf(heads: readonly MessageHeadAnswer[], seq: number): ReadonlySet<number> {
  const known = new Map(heads.map((head) => [head.seq, head]));
  const chain = new Set<number>();
  for (
    let at: number | null = seq;
    at !== null && known.has(at);
    at = known.get(at)?.cause ?? null
  ) {
    chain.add(at);
  }
  return chain;
}

/** The end of a long address says more than its beginning. Nothing in it can turn the text around. */
function labelOf(address: string): string {
  const short = shortAddress(address).replaceAll(/[\p{Cc}\p{Cf}]/gu, "·");
  return short.length > 27 ? `${short.slice(0, 7)}…${short.slice(-19)}` : short;
}
