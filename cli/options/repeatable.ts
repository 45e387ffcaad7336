/** Reads an option that may occur several times on a command line into a list. */
export function repeatable(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}
