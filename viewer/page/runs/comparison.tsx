import { useSignal } from "@preact/signals";
import type {
  ComparedFile,
  ComparedSession,
  ComparisonAnswer,
  RunAnswer,
  SessionAnswer,
} from "../../contracts/index.ts";
import { numberText } from "../figures/index.ts";
import { VirtualList } from "../list/index.ts";
import { hrefOf } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

/** A run beside another one: how they were started, their sessions, and the files of both. */
export function Comparison({ comparison }: { readonly comparison: ComparisonAnswer }) {
  const { left, right, sessions } = comparison;
  const facts = factsOf(left, right);
  const same = facts.filter(({ values }) => values[0] === values[1]);
  const different = facts.filter(({ values }) => values[0] !== values[1]);
  return (
    <div class="comparison">
      <section class="facts" aria-labelledby="comparison-title">
        <h1 id="comparison-title">
          <Plain text={left.run} /> beside <Plain text={right.run} />
        </h1>
        {same.length > 0 && (
          <p class="aside">
            Same in both:{" "}
            <Plain text={same.map(({ name, values }) => `${name} ${values[0]}`).join(", ")} />
          </p>
        )}
        {different.length > 0 && <Differences facts={different} />}
      </section>
      <Sessions sessions={sessions} />
      <Files comparison={comparison} />
    </div>
  );
}

function Differences({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <div class="table-scroll" role="region" aria-label="What differs" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">of the whole run</th>
            <th scope="col">this run</th>
            <th scope="col">the other</th>
            <th scope="col">change</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ name, values, change }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Plain text={values[0]} />
              </td>
              <td>
                <Plain text={values[1]} />
              </td>
              <td>{change}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Fact {
  readonly name: string;
  readonly values: readonly [string, string];
  readonly change: string;
}

function factsOf(left: RunAnswer, right: RunAnswer): Fact[] {
  const text = (name: string, of: (run: RunAnswer) => string): Fact => {
    const values = [of(left), of(right)] as const;
    return { name, values, change: values[0] === values[1] ? "same" : "differs" };
  };
  const number = (name: string, of: (run: RunAnswer) => number): Fact => {
    const [a, b] = [of(left), of(right)];
    return { name, values: [numberText(a), numberText(b)], change: changeText(b - a) };
  };
  const total = (of: (session: SessionAnswer) => number) => (run: RunAnswer) =>
    run.sessions.reduce((sum, session) => sum + of(session), 0);
  const ended = (state: string) => (run: RunAnswer) =>
    run.sessions.filter((session) => session.state === state).length;
  return [
    text("author", ({ author }) => author),
    text("scorers", ({ scorers }) => scorers.join(", ")),
    text("search", ({ strategy }) => strategy),
    text("Hindcast", ({ version }) => version),
    number("seed", ({ seed }) => seed),
    number("sessions done", ended("done")),
    number("sessions failed", ended("failed")),
    number(
      "files",
      total(({ files }) => files),
    ),
    number(
      "tokens of code",
      total(({ tokens }) => tokens),
    ),
    number(
      "tokens of thoughts",
      total(({ thought_tokens: tokens }) => tokens),
    ),
    number(
      "evaluations",
      total(({ evaluations }) => evaluations),
    ),
    number("gain, nats a token", gainOfRun),
    number("author's requests", ({ usage }) => usage?.requests ?? 0),
    number("author's tokens", ({ usage }) =>
      usage ? usage.prompt_tokens + usage.completion_tokens : 0,
    ),
    number("seconds", ({ elapsed_ms: elapsed = 0 }) => Math.round(elapsed / 100) / 10),
  ];
}

/** The mean over all tokens of the run. */
function gainOfRun({ sessions }: RunAnswer): number {
  const scored = sessions.filter(({ gain }) => gain);
  const tokens = scored.reduce((sum, session) => sum + session.tokens, 0);
  const saved = scored.reduce(
    (sum, { gain, tokens: own }) => sum + (gain ? own * (gain.none - gain.final) : 0),
    0,
  );
  return tokens === 0 ? 0 : Math.round((1e4 * saved) / tokens) / 1e4;
}

function changeText(change: number): string {
  if (change === 0) return "same";
  return `${change > 0 ? "+" : "−"}${numberText(Math.abs(change))}`;
}

function Sessions({ sessions }: { readonly sessions: readonly ComparedSession[] }) {
  return (
    <section class="panel sessions">
      <h2>Sessions</h2>
      <VirtualList
        class={sessions.length > 4 ? "" : "few"}
        items={sessions}
        keyOf={(_entry, index) => index}
        estimate={() => 34}
        label="Sessions of both runs"
      >
        {({ name, left, right }) => (
          <div class="row row-compared">
            <span class="name">
              <Plain text={name} />
            </span>
            <Side session={left} />
            <Side session={right} />
            <span class="number">
              {left?.gain && right?.gain
                ? gainChange(left.gain.none - left.gain.final, right.gain.none - right.gain.final)
                : ""}
            </span>
          </div>
        )}
      </VirtualList>
    </section>
  );
}

function Side({ session }: { readonly session: SessionAnswer | undefined }) {
  if (!session) return <span class="aside">not there</span>;
  const { state, code, gain } = session;
  return (
    <span class={`state state-${state}`}>
      {state}
      {code !== undefined && <Plain text={` ${code}`} />}
      {gain && <span class="number"> {(gain.none - gain.final).toFixed(3)} nats</span>}
    </span>
  );
}

function gainChange(left: number, right: number): string {
  const change = right - left;
  const sign = change < 0 ? "▼ −" : change > 0 ? "▲ +" : "";
  return `${sign}${Math.abs(change).toFixed(3)}`;
}

type Order = "change" | "path" | "tokens";
const orders: Readonly<Record<Order, (a: ComparedFile, b: ComparedFile) => number>> = {
  change: (a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)),
  path: (a, b) => (a.path < b.path ? -1 : 1),
  tokens: (a, b) => b.left.tokens - a.left.tokens,
};

function changeOf({ left, right }: ComparedFile): number {
  return right.gain.none - right.gain.final - (left.gain.none - left.gain.final);
}

function Files({ comparison }: { readonly comparison: ComparisonAnswer }) {
  const order = useSignal<Order>("change");
  const { files, left_only: leftOnly, right_only: rightOnly } = comparison;
  const better = files.filter((file) => changeOf(file) > 0).length;
  const worse = files.filter((file) => changeOf(file) < 0).length;
  return (
    <section class="panel files">
      <div class="panel-head">
        <h2>
          Files of both{" "}
          <span class="aside">
            {numberText(files.length)}: {numberText(better)} gain more in the other,{" "}
            {numberText(worse)} less; {numberText(leftOnly)} and {numberText(rightOnly)} in one
            alone
          </span>
        </h2>
        <label>
          by{" "}
          <select
            value={order.value}
            onChange={({ currentTarget }) => {
              order.value = currentTarget.value as Order;
            }}
          >
            <option value="change">change of gain</option>
            <option value="tokens">tokens</option>
            <option value="path">path</option>
          </select>
        </label>
      </div>
      <VirtualList
        items={files.toSorted(orders[order.value])}
        keyOf={({ session, path }) => `${session}/${path}`}
        estimate={() => 32}
        label="Files of both runs"
      >
        {(file) => (
          <div class="row row-compared">
            <a
              class="name mono"
              href={hrefOf("trajectory", { session: file.session, file: file.path })}
            >
              <Plain text={file.path} />
            </a>
            <span class="number">
              {(file.left.gain.none - file.left.gain.final).toFixed(3)} nats
            </span>
            <span class="number">
              {(file.right.gain.none - file.right.gain.final).toFixed(3)} nats
            </span>
            <span class="number">{gainChange(0, changeOf(file))}</span>
          </div>
        )}
      </VirtualList>
    </section>
  );
}
