import type * as z from "zod";

type Test = (value: unknown) => boolean;

/** Definitions of zod 4, as far as {@link conforms} reads them. */
interface Definition {
  readonly type: string;
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: Definition } }[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly rest?: z.ZodType | null;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly getter?: () => z.ZodType;
}

/** Null for a schema that does more than {@link conforms} knows. */
const tests = new WeakMap<z.ZodType, Test | null>();

/**
 * Whether a value is what a schema would return for it unchanged. True is certain; false says nothing,
 * and the schema has to be asked. Most messages conform, and this makes no copy of them: it takes a
 * tenth of the time of a parse. Nothing conforms to a schema that has more than plain shapes and bounds,
 * such as transforms, refinements and defaults.
 */
export function conforms(schema: z.ZodType, value: unknown): boolean {
  return testOf(schema)?.(value) === true;
}

function testOf(schema: z.ZodType): Test | undefined {
  const known = tests.get(schema);
  if (known !== undefined) return known ?? undefined;
  // A schema that contains itself finds this one while it is being read.
  let test: Test | undefined;
  tests.set(schema, (value) => test?.(value) === true);
  test = build(definitionOf(schema));
  tests.set(schema, test ?? null);
  return test;
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

function build(def: Definition): Test | undefined {
  const checks = checksOf(def);
  const shape = shapeOf(def);
  if (!checks || !shape) return undefined;
  const [first] = checks;
  if (!first) return shape;
  if (checks.length === 1) return (value) => shape(value) && first(value);
  return (value) => shape(value) && checks.every((check) => check(value));
}

function shapeOf(def: Definition): Test | undefined {
  if (def.coerce === true) return undefined;
  switch (def.type) {
    case "string":
      return (value) => typeof value === "string";
    case "number":
      return (value) => typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return (value) => value === true || value === false;
    case "null":
      return (value) => value === null;
    case "unknown":
    case "any":
      return () => true;
    case "literal":
      return oneOf(def.values ?? []);
    case "enum":
      return oneOf(Object.values(def.entries ?? {}));
    case "array":
      return arrayOf(def);
    case "tuple":
      return tupleOf(def);
    case "object":
      return objectOf(def);
    case "record":
      return recordOf(def);
    case "union":
      return unionOf(def.options ?? []);
    case "nullable":
      return unionWith(def.innerType, null);
    case "optional":
      return unionWith(def.innerType, undefined);
    case "lazy":
      return def.getter && testOf(def.getter());
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): Test {
  const known = new Set(values);
  return (value) => known.has(value);
}

function arrayOf({ element }: Definition): Test | undefined {
  const test = element && testOf(element);
  if (!test) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const item of value) if (!test(item)) return false;
    return true;
  };
}

function tupleOf({ items = [], rest }: Definition): Test | undefined {
  const own = testsOf(items);
  if (rest || !own) return undefined;
  return (value) =>
    Array.isArray(value) &&
    value.length === own.length &&
    own.every((test, index) => test(value[index]));
}

/** Keys that the schema does not name are left to the schema, whatever it does with them. */
function objectOf({ shape = {} }: Definition): Test | undefined {
  const fields = new Map<string, { readonly test: Test; readonly required: boolean }>();
  let wanted = 0;
  for (const [key, field] of Object.entries(shape)) {
    const required = definitionOf(field).type !== "optional";
    const test = testOf(field);
    if (!test) return undefined;
    if (required) wanted += 1;
    fields.set(key, { test, required });
  }
  return (value) => {
    if (!isRecord(value)) return false;
    let found = 0;
    for (const key in value) {
      const field = fields.get(key);
      if (!field?.test(value[key])) return false;
      if (field.required) found += 1;
    }
    return found === wanted;
  };
}

function recordOf({ keyType, valueType }: Definition): Test | undefined {
  // A record of a union of names may have to be complete.
  if (!keyType || !valueType || definitionOf(keyType).type !== "string") return undefined;
  const [name, item] = [testOf(keyType), testOf(valueType)];
  if (!name || !item) return undefined;
  return (value) => {
    if (!isRecord(value)) return false;
    for (const key in value) {
      if (key === "__proto__" || !name(key) || !item(value[key])) return false;
    }
    return true;
  };
}

function unionOf(options: readonly z.ZodType[]): Test | undefined {
  const all = testsOf(options);
  return all && ((value) => all.some((test) => test(value)));
}

function unionWith(inner: z.ZodType | undefined, other: null | undefined): Test | undefined {
  const test = inner && testOf(inner);
  return test && ((value) => value === other || test(value));
}

function testsOf(schemas: readonly z.ZodType[]): Test[] | undefined {
  const all: Test[] = [];
  for (const schema of schemas) {
    const test = testOf(schema);
    if (!test) return undefined;
    all.push(test);
  }
  return all;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The checks of a schema; undefined when one of them is none of those known here. */
function checksOf(def: Definition): Test[] | undefined {
  const own = def.check === undefined ? [] : [def];
  const all = [...own, ...(def.checks ?? []).map((check) => check._zod.def)];
  const known: Test[] = [];
  for (const check of all) {
    const test = checkOf(check);
    if (!test) return undefined;
    known.push(test);
  }
  return known;
}

function checkOf(check: Definition): Test | undefined {
  const { minimum = 0, maximum = 0, value: bound = 0, inclusive = false, pattern } = check;
  switch (check.check ?? "") {
    case "number_format":
      return check.format === "safeint" ? Number.isSafeInteger : undefined;
    case "greater_than":
      return (value) => (inclusive ? (value as number) >= bound : (value as number) > bound);
    case "less_than":
      return (value) => (inclusive ? (value as number) <= bound : (value as number) < bound);
    case "min_length":
      return (value) => (value as { length: number }).length >= minimum;
    case "max_length":
      return (value) => (value as { length: number }).length <= maximum;
    case "string_format": {
      // One that keeps a position between calls has another answer the second time.
      if (check.format !== "regex" || !pattern || pattern.global || pattern.sticky)
        return undefined;
      return (value) => pattern.test(value as string);
    }
    default:
      return undefined;
  }
}
