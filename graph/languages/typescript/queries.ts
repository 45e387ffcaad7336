import { jsxQuery, sharedQuery } from "../javascript/queries.ts";

const typed = `${sharedQuery}
[
  (function_signature)
  (abstract_class_declaration)
  (interface_declaration)
  (type_alias_declaration)
  (enum_declaration)
  (internal_module)
  (module)
  (method_signature)
  (abstract_method_signature)
  (public_field_definition)
] @def
(module name: (string)) @import
(interface_body (property_signature) @def)
(type_alias_declaration value: (object_type (property_signature) @def))
(enum_body [name: (property_identifier) (enum_assignment)] @def)
(extends_clause value: (identifier) @use)
(implements_clause (type_identifier) @use)
(required_parameter pattern: (identifier) @bind)
(optional_parameter pattern: (identifier) @bind)
`;

export const typescriptQuery = typed;
export const tsxQuery = `${typed}${jsxQuery}`;
