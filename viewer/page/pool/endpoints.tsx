import type { ClusterAnswer } from "../../contracts/index.ts";
import { numberText } from "../figures/index.ts";
import { Plain } from "../text/index.ts";
import { Table } from "./table.tsx";

/** The scoring servers that the workers ask. */
export function Endpoints({ workers }: Pick<ClusterAnswer, "workers">) {
  const rows = workers.flatMap(({ worker, runs }) =>
    Object.entries(runs).flatMap(([run, { endpoints = [] }]) =>
      endpoints.map((endpoint) => ({ worker, run, ...endpoint })),
    ),
  );
  if (rows.length === 0) return null;
  return (
    <>
      <h2>Endpoints</h2>
      <Table
        head={[
          "endpoint",
          "role",
          "state",
          "model",
          "in flight",
          "waiting",
          "answered",
          "tokens/s",
          "cache hits",
          "errors",
          "worker",
        ]}
        label="Endpoints"
      >
        {rows.map((row) => (
          <tr key={`${row.worker} ${row.run} ${row.role} ${row.name}`}>
            <th scope="row" class="mono">
              <Plain text={row.name} />
            </th>
            <td>{row.role}</td>
            <td class={row.state === "ready" ? "" : "busy"}>{row.state}</td>
            <td>
              <Plain text={row.model ?? ""} />
            </td>
            <td>{numberText(row.in_flight)}</td>
            <td>{numberText(row.waiting)}</td>
            <td>{numberText(row.answered)}</td>
            <td>
              {row.tokens_per_second === undefined
                ? ""
                : numberText(Math.round(row.tokens_per_second))}
            </td>
            <td>{row.hit_rate === undefined ? "" : `${(100 * row.hit_rate).toFixed(0)} %`}</td>
            <td>
              <Plain text={errorsOf(row)} />
            </td>
            <td class="mono">
              <Plain text={row.worker} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function errorsOf(row: {
  readonly errors: Readonly<Record<string, number>>;
  readonly last_error?: string | undefined;
}): string {
  const counts = Object.entries(row.errors).map(([code, count]) => `${count} ${code}`);
  return [...counts, ...(row.last_error === undefined ? [] : [row.last_error])].join(", ");
}
