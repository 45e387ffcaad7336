import path from "node:path";
import { checkoutIndex } from "./imports/index.ts";

/**
 * `order ROOT...`: whether each checkout's order has every file once and no import against it but
 * inside of a cycle, whose files stand side by side.
 */
export async function orderCommand(roots: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const root of roots) {
    const { order, cycles, imports, files } = await checkoutIndex(root);
    const position = new Map(order.map((file, at) => [file, at]));
    const cycleOf = new Map(cycles.flatMap((cycle, at) => cycle.map((file) => [file, at])));
    const against = imports.filter(({ from, to }) => {
      const inside = cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to);
      return !inside && (position.get(to) ?? -1) > (position.get(from) ?? -1);
    });
    const scattered = cycles.filter((cycle) => {
      const places = cycle.map((file) => position.get(file) ?? -1);
      return Math.max(...places) - Math.min(...places) !== cycle.length - 1;
    });
    const whole = order.length === files.size && position.size === files.size;
    lines.push(
      `${path.basename(root)}: ${files.size} files, ${imports.length} imports, ${cycles.length} cycles, ` +
        `${against.length} against the order, ${scattered.length} cycles scattered${whole ? "" : ", NOT every file once"}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
