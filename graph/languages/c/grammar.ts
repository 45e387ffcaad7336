import type { Grammar } from "../language.ts";

/** The query of everything that is read out of a C file, and that C++ shares. */
export const cQuery = `
[(translation_unit) (ERROR)] @import

(call_expression function: (identifier) @call)
(field_expression field: (field_identifier) @use)

[
  (function_definition)
  (type_definition)
  (struct_specifier body: (_))
  (union_specifier body: (_))
  (enum_specifier body: (_))
  (enumerator)
  (field_declaration)
  (preproc_def)
  (preproc_function_def)
] @def
(field_declaration declarator: (_) declarator: (_) @def)
(translation_unit (declaration) @def)
(ERROR (declaration) @def)
(linkage_specification (declaration) @def)
(declaration_list (declaration) @def)
(preproc_if (declaration) @def)
(preproc_ifdef (declaration) @def)
(preproc_else (declaration) @def)
(preproc_elif (declaration) @def)

(parameter_declaration declarator: (identifier) @bind)
(parameter_declaration declarator: (pointer_declarator declarator: (identifier) @bind))
(parameter_declaration declarator: (array_declarator declarator: (identifier) @bind))
(declaration declarator: (identifier) @bind)
(declaration declarator: (pointer_declarator declarator: (identifier) @bind))
(init_declarator declarator: (identifier) @bind)
(init_declarator declarator: (pointer_declarator declarator: (identifier) @bind))

[(if_statement) (switch_statement) (conditional_expression)] @flow.branches
[(for_statement) (while_statement) (do_statement)] @flow.loops
`;

export const cGrammar: Grammar = {
  name: "c",
  wasm: "tree-sitter-c/tree-sitter-c.wasm",
  query: cQuery,
};
