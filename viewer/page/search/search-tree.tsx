import { useMemo, useRef } from "preact/hooks";
import type { NodeAnswer, SearchAnswer } from "../../contracts/index.ts";
import { VirtualList, type ListHandle } from "../list/index.ts";
import { hrefOf, refine, route, useKeys } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { Arms } from "./arms.tsx";
import { BudgetCurve } from "./budget-curve.tsx";
import { Leaks } from "./leaks.tsx";
import { NodeTexts } from "./node-texts.tsx";
import { treeRows, type TreeRow } from "./tree-order.ts";

/** The tree of evaluations, and the texts of the chosen one. */
export function SearchTree({
  search,
  session,
}: {
  readonly search: SearchAnswer;
  readonly session: string;
}) {
  const list = useRef<ListHandle>(null);
  const { nodes, kept } = search;
  const rows = useMemo(() => treeRows(nodes), [nodes]);
  const asked = route.value.params["node"];
  const chosen = asked !== undefined && /^\d+$/.test(asked) ? Number(asked) : (kept ?? 0);
  const at = rows.findIndex(({ index }) => index === chosen);
  const goTo = (row: number): void => {
    const next = rows[Math.min(Math.max(row, 0), rows.length - 1)];
    if (!next) return;
    refine({ node: String(next.index) });
    list.current?.scrollTo(rows.indexOf(next), "auto");
  };
  useKeys([
    { keys: ["j"], does: "next evaluation", act: () => goTo(at + 1) },
    { keys: ["k"], does: "previous evaluation", act: () => goTo(at - 1) },
  ]);
  const refused = nodes.filter(({ value }) => value === undefined).length;
  return (
    <div class="search-body">
      <div class="search-tree">
        <p class="search-facts">
          {nodes.length} evaluations, {refused} refused, scored by <Plain text={search.model} />.{" "}
          <a href={hrefOf("trajectory", { session, file: search.path })}>Its steps</a>
        </p>
        <BudgetCurve nodes={nodes} />
        <VirtualList
          handle={list}
          items={rows}
          keyOf={({ index }) => index}
          estimate={() => 30}
          label="Evaluations"
        >
          {(row) => (
            <NodeRow
              row={row}
              search={search}
              chosen={row.index === chosen}
              onChoose={() => refine({ node: String(row.index) })}
            />
          )}
        </VirtualList>
      </div>
      <Side search={search} session={session} chosen={chosen} />
    </div>
  );
}

const SIDES = { texts: "Texts", arms: "Proposers", leaks: "Leaks" } as const;

/** What is shown beside the tree. */
function Side({
  search,
  session,
  chosen,
}: {
  readonly search: SearchAnswer;
  readonly session: string;
  readonly chosen: number;
}) {
  const side = route.value.params["side"] ?? "texts";
  return (
    <div class="search-side">
      <div class="tabs" role="group" aria-label="What to show">
        {Object.entries(SIDES).map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === side}
            onClick={() => refine({ side: name === "texts" ? undefined : name })}
          >
            {title}
          </button>
        ))}
      </div>
      {side === "texts" ? (
        <NodeTexts search={search} index={chosen} />
      ) : (
        <div class="node-texts scroll" role="region" aria-label="About the search" tabIndex={0}>
          {side === "arms" ? (
            <Arms session={session} path={search.path} />
          ) : (
            <Leaks search={search} />
          )}
        </div>
      )}
    </div>
  );
}

function NodeRow({
  row: { index, node, depth },
  search,
  chosen,
  onChoose,
}: {
  readonly row: TreeRow;
  readonly search: SearchAnswer;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      class="node"
      aria-current={chosen ? "true" : undefined}
      onClick={onChoose}
      style={{ paddingLeft: `${12 + Math.min(depth, 12) * 16}px` }}
    >
      <span class="anchor">{index + 1}</span>
      <span class="node-move">{moveText(node, search, index)}</span>
      {index === search.kept && <span class="tag tag-live">kept</span>}
      {node.value === undefined ? (
        <span class="tag tag-warning">{node.fate}</span>
      ) : (
        <span class="number">
          {node.value < 0 ? "−" : "+"}
          {Math.abs(node.value).toFixed(4)}
        </span>
      )}
      <span class="number wide">{node.cost === undefined ? "" : `${node.cost} tokens`}</span>
    </button>
  );
}

function moveText(
  { action, proposer, steps }: NodeAnswer,
  search: SearchAnswer,
  index: number,
): string {
  if (action === undefined) return index === 0 ? "no thoughts" : "first thoughts";
  const names = steps.map((step) => search.steps[step]?.purpose ?? String(step)).join(", ");
  return `${action} ${names}${proposer === undefined ? "" : ` by ${proposer}`}`;
}
