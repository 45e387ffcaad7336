import type { FileReport, LeakAudit } from "../../protocols/index.ts";

/** What the kept thoughts of several files hold of their targets; undefined where nobody looked. */
export function auditOf(files: readonly FileReport[]): LeakAudit | undefined {
  const audits = files.flatMap(({ audit }) => (audit ? [audit] : []));
  if (audits.length === 0) return undefined;
  const total = { grams: 0, shared: 0, own: 0, named: 0 };
  for (const { grams, shared, own, named } of audits) {
    total.grams += grams;
    total.shared += shared;
    total.own += own;
    total.named += named;
  }
  return total;
}
