export { BENCHMARK_WORDS, Benchmarks } from "./benchmarks.ts";
export { DUPLICATE_UNITS, type DuplicateUnit } from "./duplicates.ts";
export { parseCondition, parseFilter, type FilterCondition } from "./filter.ts";
export { ChosenRows, type SelectionFinding, type SelectionOptions } from "./selection.ts";
