const variance =
  /((?:[<,]|\*\/)\s*)((?:(?:in|out)\s+){1,2})(?=[A-Za-z_$][\w$]*\s*(?:extends\b|[=,>]))/g;

/**
 * Blanks the variance marks of type parameters (`<in out T>`), which the grammar of
 * tree-sitter-typescript 0.23 does not know: one of them can turn a whole file into an error.
 */
export function withoutVariance(text: string): string {
  return text.replace(variance, (_all, before: string, marks: string) => before + blank(marks));
}

function blank(marks: string): string {
  return marks.replace(/\S/g, " ");
}
