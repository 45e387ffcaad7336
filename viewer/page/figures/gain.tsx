import type { GainAnswer } from "../../contracts/index.ts";

/** Perplexity of a mean negative log-probability in nats per token. */
function perplexity(nats: number): string {
  const value = Math.exp(nats);
  return value < 9999.5 ? value.toFixed(value < 100 ? 2 : 0) : value.toExponential(1);
}

/** Nats per token that the kept thoughts gain over no thinking, with its sign. */
export function gainText({ none, final }: GainAnswer): string {
  const gain = none - final;
  return `${gain < 0 ? "−" : "+"}${Math.abs(gain).toFixed(3)}`;
}

/** Perplexity without thoughts, with the first and with the kept ones, as numbers and as bars. */
export function Gain({ gain }: { readonly gain: GainAnswer }) {
  const values = [gain.none, gain.first, gain.final].map((nats) => Math.exp(nats));
  const most = Math.max(...values);
  const [none, first, final] = [gain.none, gain.first, gain.final].map(perplexity);
  return (
    <span class="gain">
      <svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
        {values.map((value, index) => {
          const height = most > 0 ? Math.max(1, (12 * value) / most) : 1;
          return <rect key={index} x={index * 6} y={13 - height} width="5" height={height} />;
        })}
      </svg>
      <span>
        <span class="visually-hidden">perplexity without thoughts </span>
        {none}
        <span aria-hidden="true"> → </span>
        <span class="visually-hidden">, with the first </span>
        {first}
        <span aria-hidden="true"> → </span>
        <span class="visually-hidden">, with the kept </span>
        <b>{final}</b>
      </span>
    </span>
  );
}
