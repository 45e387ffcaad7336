import type { ArmAnswer, ArmsAnswer } from "../../contracts/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

const WIDTH = 150;
const HEIGHT = 44;

/** What the search believed of each proposer at each kind of step, after every batch. */
export function Arms({ session, path }: { readonly session: string; readonly path: string }) {
  return (
    <Awaited asked={ask<ArmsAnswer>("arms", { session, path }).value}>
      {({ arms, strategy }) =>
        arms.length === 0 ? (
          <p class="notice">
            The strategy <Plain text={strategy} /> keeps no beliefs about its proposers.
          </p>
        ) : (
          <ArmCharts arms={arms} />
        )
      }
    </Awaited>
  );
}

function ArmCharts({ arms }: { readonly arms: readonly ArmAnswer[] }) {
  const points = arms.flatMap((arm) => arm.points);
  const low = Math.min(0, ...points.map(({ mean, doubt }) => mean - doubt));
  const high = Math.max(1e-6, ...points.map(({ mean, doubt }) => mean + doubt));
  const end = Math.max(1, ...points.map(({ at }) => at));
  return (
    <div class="arms">
      <p class="aside">
        What a text of each proposer is taken to gain, in nats a token, against the evaluations that
        were made. The band is one standard error; the line across is zero.
      </p>
      <ul>
        {arms.map((arm) => (
          <Arm key={`${arm.proposer} ${arm.purpose}`} arm={arm} range={{ low, high, end }} />
        ))}
      </ul>
    </div>
  );
}

function Arm({
  arm: { proposer, purpose, points },
  range: { low, high, end },
}: {
  readonly arm: ArmAnswer;
  readonly range: { readonly low: number; readonly high: number; readonly end: number };
}) {
  const x = (at: number): number => (WIDTH * at) / end;
  const y = (value: number): number =>
    2 + ((HEIGHT - 4) * (high - Math.min(high, Math.max(low, value)))) / (high - low);
  const line = points.map(({ at, mean }) => `${x(at)},${y(mean)}`).join(" ");
  const above = points.map(({ at, mean, doubt }) => `${x(at)},${y(mean + doubt)}`);
  const below = points.map(({ at, mean, doubt }) => `${x(at)},${y(mean - doubt)}`).toReversed();
  const last = points.at(-1);
  const told = `${proposer} at ${purpose}: ${last?.mean.toFixed(4) ?? "nothing"} nats a token at the end`;
  return (
    <li class="arm">
      <b>
        <Plain text={`${proposer} · ${purpose}`} />
      </b>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={told}
      >
        <line class="arm-zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        <polygon class="arm-band" points={[...above, ...below].join(" ")} />
        <polyline points={line} />
        {points.map(({ at, mean }) => (
          <circle key={at} cx={x(at)} cy={y(mean)} r={1.8} />
        ))}
      </svg>
      <span class="number">
        {last && `${last.mean < 0 ? "−" : "+"}${Math.abs(last.mean).toFixed(4)}`}
      </span>
      <span class="aside">{last && `${last.scored} of ${last.asked} scored`}</span>
    </li>
  );
}
