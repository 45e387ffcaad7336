/** The query of everything that is read out of a Java file. */
export const javaQuery = `
(import_declaration) @import
[(requires_module_directive) (uses_module_directive) (provides_module_directive)] @import

[
  (package_declaration)
  (module_declaration)
  (class_declaration)
  (interface_declaration)
  (enum_declaration)
  (record_declaration)
  (annotation_type_declaration)
  (method_declaration)
  (constructor_declaration)
  (compact_constructor_declaration)
  (annotation_type_element_declaration)
  (enum_constant)
] @def
(field_declaration (variable_declarator) @def)
(constant_declaration (variable_declarator) @def)
[(static_initializer) (lambda_expression)] @scope

(type_identifier) @mention.type
(scoped_type_identifier) @mention.type
(marker_annotation name: [(identifier) (scoped_identifier)] @mention.type)
(annotation name: [(identifier) (scoped_identifier)] @mention.type)
(record_pattern (identifier) @mention.type)
(method_reference . (identifier) @mention.value)
(method_invocation object: [(identifier) (field_access)] @mention.value)
(field_access object: (identifier)) @mention.value
(superclass (_) @mention.base)
(super_interfaces (type_list (_) @mention.base))
(extends_interfaces (type_list (_) @mention.base))
(superclass (generic_type . (_) @mention.base))
(super_interfaces (type_list (generic_type . (_) @mention.base)))
(extends_interfaces (type_list (generic_type . (_) @mention.base)))

(method_invocation name: (identifier) @call)
(object_creation_expression type: (type_identifier) @use)
(object_creation_expression type: (generic_type . (type_identifier) @use))
(superclass (type_identifier) @use)
(superclass (generic_type . (type_identifier) @use))
(super_interfaces (type_list (type_identifier) @use))
(super_interfaces (type_list (generic_type . (type_identifier) @use)))
(extends_interfaces (type_list (type_identifier) @use))
(throws (type_identifier) @use)
(catch_type (type_identifier) @use)
(instanceof_expression right: (type_identifier) @use)
(method_reference (identifier) @use .)
(method_invocation object: (identifier) @use (#match? @use "^[A-Z]"))
(field_access field: (identifier) @use)
(marker_annotation name: (identifier) @use)
(annotation name: (identifier) @use)

(formal_parameter name: (identifier) @bind)
(spread_parameter (variable_declarator name: (identifier) @bind))
(variable_declarator name: (identifier) @bind)
(catch_formal_parameter name: (identifier) @bind)
(enhanced_for_statement name: (identifier) @bind)
(resource name: (identifier) @bind)
(lambda_expression parameters: (identifier) @bind)
(inferred_parameters (identifier) @bind)
(instanceof_expression name: (identifier) @bind)
(type_pattern (identifier) @bind)
(record_pattern_component (identifier) @bind)

[(if_statement) (switch_expression) (ternary_expression)] @flow.branches
[(for_statement) (enhanced_for_statement) (while_statement) (do_statement)] @flow.loops
(throw_statement) @flow.throws
(catch_clause) @flow.catches
(yield_statement) @flow.yields
`;
