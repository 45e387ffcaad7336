import { useSignal } from "@preact/signals";
import type { FileAnswer } from "../../contracts/index.ts";
import { Gain, gainText } from "../figures/index.ts";
import { VirtualList } from "../list/index.ts";
import { hrefOf } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

type Order = "plan" | "gain" | "tokens" | "path";

const orders: Readonly<Record<Order, (a: FileAnswer, b: FileAnswer) => number>> = {
  plan: () => 0,
  gain: (a, b) => b.gain.none - b.gain.final - (a.gain.none - a.gain.final),
  tokens: (a, b) => b.tokens - a.tokens,
  path: (a, b) => (a.path < b.path ? -1 : 1),
};

/** The files of a session with what their reconstruction took and gave. */
export function FilesTable({
  files,
  session,
}: {
  readonly files: readonly FileAnswer[];
  readonly session: string;
}) {
  const order = useSignal<Order>("plan");
  const shown = files.toSorted(orders[order.value]);
  return (
    <section class="panel files">
      <div class="panel-head">
        <h2>Files</h2>
        <label>
          by{" "}
          <select
            value={order.value}
            onChange={({ currentTarget }) => {
              order.value = currentTarget.value as Order;
            }}
          >
            <option value="plan">order of the plan</option>
            <option value="gain">gain</option>
            <option value="tokens">tokens</option>
            <option value="path">path</option>
          </select>
        </label>
      </div>
      {files.length === 0 && <p class="notice">No file has been scored yet.</p>}
      <VirtualList items={shown} keyOf={({ path }) => path} estimate={() => 36} label="Files">
        {(file) => (
          <div class="row row-file">
            <a href={hrefOf("trajectory", { session, file: file.path })} class="name mono">
              <Plain text={file.path} />
            </a>
            <Gain gain={file.gain} />
            <span class="number">{gainText(file.gain)}</span>
            <span class="number wide">{file.tokens.toLocaleString("en")} tokens</span>
            <span class="number wide">{file.thought_tokens.toLocaleString("en")} in thoughts</span>
            <span class="number wide">{file.evaluations} evaluations</span>
            <span class="number wide">{leaks(file)}</span>
          </div>
        )}
      </VirtualList>
    </section>
  );
}

function leaks({ leaks_rejected, refused }: FileAnswer): string {
  const parts = [
    leaks_rejected > 0 ? `${leaks_rejected} leaked` : "",
    refused === undefined ? "" : `${refused} refused`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
