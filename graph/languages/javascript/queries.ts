/** The query of everything that JavaScript and TypeScript share. */
export const sharedQuery = `
(import_statement) @import
(program (comment) @import)
(export_statement) @import @export

(call_expression function: (identifier) @call)
(call_expression function: (import) @call)
(new_expression constructor: (identifier) @_url (#eq? @_url "URL")) @import
(call_expression function: (member_expression object: (meta_property) property: (property_identifier) @_load (#match? @_load "^(?:glob|globEager|resolve)$"))) @import
(call_expression function: (member_expression object: (identifier) @_require property: (property_identifier) @_load (#eq? @_require "require") (#match? @_load "^(?:resolve|context)$"))) @import
(member_expression property: [(property_identifier) (private_property_identifier)] @use)
(new_expression constructor: (identifier) @use)
(binary_expression operator: "instanceof" right: (identifier) @use)
(decorator (identifier) @use)

[
  (function_declaration)
  (generator_function_declaration)
  (class_declaration)
  (method_definition)
  (variable_declarator)
] @def
(shorthand_property_identifier_pattern) @def
(pair_pattern value: (identifier) @def)
(pair_pattern value: (assignment_pattern left: (identifier) @def))
(array_pattern (identifier) @def)
(array_pattern (assignment_pattern left: (identifier) @def))
(rest_pattern (identifier) @def)
(expression_statement (assignment_expression left: (member_expression)) @def @export)
(export_statement value: [(arrow_function) (function_expression) (class) (object) (call_expression)] @def)
(pair key: (property_identifier) value: [(arrow_function) (function_expression)]) @def
[(arrow_function) (function_expression) (generator_function)] @scope
(method_definition name: (computed_property_name)) @scope

(variable_declarator name: (identifier) @bind)
(arrow_function parameter: (identifier) @bind)
(catch_clause parameter: (identifier) @bind)
(for_in_statement left: (identifier) @bind)
(shorthand_property_identifier_pattern) @bind
(pair_pattern value: (identifier) @bind)
(array_pattern (identifier) @bind)
(rest_pattern (identifier) @bind)
(assignment_pattern left: (identifier) @bind)

[(if_statement) (switch_statement) (ternary_expression)] @flow.branches
[(for_statement) (for_in_statement) (while_statement) (do_statement)] @flow.loops
(throw_statement) @flow.throws
(catch_clause) @flow.catches
(await_expression) @flow.awaits
(yield_expression) @flow.yields
`;

/** Elements of JSX. */
export const jsxQuery = `
(jsx_opening_element name: (identifier) @use)
(jsx_self_closing_element name: (identifier) @use)
`;

export const javascriptQuery = `${sharedQuery}${jsxQuery}
(field_definition) @def
(class_heritage (identifier) @use)
(formal_parameters (identifier) @bind)
`;
