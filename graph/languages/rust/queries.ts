/** The query of everything that is read out of a Rust file. */
export const rustQuery = `
[(use_declaration) (extern_crate_declaration) (mod_item !body)] @import
(scoped_identifier path: [(crate) (super) (self) (identifier)]) @import
(scoped_type_identifier path: [(crate) (super) (self) (identifier)]) @import
(scoped_identifier !path) @import
(token_tree [(crate) (super) (metavariable)] @import)
(source_file (macro_invocation) @import)
(source_file (expression_statement (macro_invocation) @import))
(declaration_list (macro_invocation) @import)

(call_expression function: (identifier) @call)
(macro_invocation macro: (identifier) @call)
(scoped_identifier name: (identifier) @use)
(field_expression field: (field_identifier) @use)
(struct_expression name: (type_identifier) @use)

[
  (function_item)
  (function_signature_item)
  (struct_item)
  (enum_item)
  (union_item)
  (trait_item)
  (impl_item)
  (type_item)
  (associated_type)
  (const_item)
  (static_item)
  (macro_definition)
  (mod_item body: (_))
  (enum_variant)
  (field_declaration)
] @def
(closure_expression) @scope

(parameter pattern: (identifier) @bind)
(closure_parameters (identifier) @bind)
(let_declaration pattern: (identifier) @bind)
(for_expression pattern: (identifier) @bind)
(tuple_pattern (identifier) @bind)
(slice_pattern (identifier) @bind)
(reference_pattern (identifier) @bind)
(ref_pattern (identifier) @bind)
(mut_pattern (identifier) @bind)
(captured_pattern . (identifier) @bind)
(tuple_struct_pattern type: (_) (identifier) @bind)
(field_pattern name: (shorthand_field_identifier) @bind)

[(if_expression) (match_expression)] @flow.branches
[(for_expression) (while_expression) (loop_expression)] @flow.loops
(macro_invocation macro: (identifier) @flow.throws
  (#any-of? @flow.throws "panic" "unreachable" "todo" "unimplemented" "bail"))
(await_expression) @flow.awaits
(yield_expression) @flow.yields
`;
