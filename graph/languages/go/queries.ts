/** The query of everything that is read out of a Go file. */
export const goQuery = `
[(package_clause) (import_spec)] @import

(call_expression function: (identifier) @call)
(selector_expression field: (field_identifier) @use)
(composite_literal type: (type_identifier) @use)
(qualified_type name: (type_identifier) @use)

[
  (function_declaration)
  (method_declaration)
  (type_spec)
  (type_alias)
  (const_spec)
  (var_spec)
  (method_elem)
] @def
(const_spec (identifier) (identifier) @def)
(var_spec (identifier) (identifier) @def)
(type_spec type: (struct_type (field_declaration_list (field_declaration) @def)))
(type_spec type: (struct_type (field_declaration_list (field_declaration
  (field_identifier) (field_identifier) @def))))
(func_literal) @scope

(parameter_declaration name: (identifier) @bind)
(variadic_parameter_declaration name: (identifier) @bind)
(const_spec name: (identifier) @bind)
(var_spec name: (identifier) @bind)
(short_var_declaration left: (expression_list (identifier) @bind))
(range_clause left: (expression_list (identifier) @bind))
(receive_statement left: (expression_list (identifier) @bind))
(type_switch_statement alias: (expression_list (identifier) @bind))

[
  (if_statement)
  (expression_switch_statement)
  (type_switch_statement)
  (select_statement)
] @flow.branches
(for_statement) @flow.loops
(call_expression function: (identifier) @flow.throws (#eq? @flow.throws "panic"))
(call_expression function: (identifier) @flow.catches (#eq? @flow.catches "recover"))
`;
