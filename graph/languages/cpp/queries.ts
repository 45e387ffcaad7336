import { cQuery } from "../c/grammar.ts";

/** The query of everything that is read out of a C++ file. */
export const cppQuery = `${cQuery}
[
  (class_specifier body: (_))
  (template_declaration)
  (namespace_definition)
  (alias_declaration)
  (concept_definition)
] @def
(field_declaration_list (declaration) @def)
(lambda_expression) @scope

(call_expression function: (qualified_identifier name: (identifier) @call))
(call_expression function: (template_function name: (identifier) @call))
(qualified_identifier name: (type_identifier) @use)
(new_expression type: (type_identifier) @use)
(base_class_clause (type_identifier) @use)

(parameter_declaration declarator: (reference_declarator (identifier) @bind))
(optional_parameter_declaration declarator: (identifier) @bind)
(declaration declarator: (reference_declarator (identifier) @bind))
(init_declarator declarator: (reference_declarator (identifier) @bind))
(structured_binding_declarator (identifier) @bind)
(for_range_loop declarator: (identifier) @bind)
(for_range_loop declarator: (reference_declarator (identifier) @bind))

(for_range_loop) @flow.loops
(throw_statement) @flow.throws
(catch_clause) @flow.catches
(co_await_expression) @flow.awaits
(co_yield_statement) @flow.yields
`;
