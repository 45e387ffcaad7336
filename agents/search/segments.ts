import type { Assignment, SearchInput, Segment, TextRef } from "../../protocols/index.ts";

/**
 * What a file is conditioned on, in the order that lets variants share the most: everything that
 * no thought changes comes first. So the scored order differs from the trajectory's, where reads
 * come between thoughts; positions and texts apart from the thoughts are equal for all variants.
 */
export function segmentsOf(
  input: SearchInput,
  candidates: readonly (readonly TextRef[])[],
  assignment: Assignment,
): Segment[] {
  const context = (text: TextRef): Segment => ({ role: "context", text });
  const thoughts = assignment.flatMap((chosen, step): Segment[] => {
    const text = chosen === null ? undefined : candidates[step]?.[chosen];
    return text === undefined ? [] : [{ role: "thought", text }, context("\n\n")];
  });
  return [
    context(input.requirements),
    context(`\n\n# ${input.path}\n\n${input.purpose_of_file}\n\n`),
    context(input.outline),
    ...input.reads.flatMap(({ path, text }) => [context(`\n\n# ${path}\n\n`), context(text)]),
    context("\n\n"),
    ...thoughts,
    context(`# ${input.path}\n\n`),
  ];
}

/** The step that a segment of {@link segmentsOf} belongs to. */
export function stepOfSegment(
  input: SearchInput,
  assignment: Assignment,
  segment: number,
): number | undefined {
  const before = 3 + 2 * input.reads.length + 1;
  const present = assignment.flatMap((chosen, step) => (chosen === null ? [] : [step]));
  return present[Math.floor((segment - before) / 2)];
}
