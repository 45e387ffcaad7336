import { withoutDelegation } from "./delegation.ts";

/**
 * The text as the grammar can read it, every offset kept: it does not know a primary constructor
 * that is `actual`, nor the body behind a delegation.
 */
export function readableText(text: string): string {
  const plain = text.replace(/\bactual(?=\s+constructor\b)/g, "      ");
  return withoutDelegation(plain);
}
