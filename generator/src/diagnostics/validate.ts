import { entry, type Entry } from './entry.js';

/** What can be wrong with paths, operations, parameters, responses and security. */
export const validateTable = {
  'validate/not-object': entry('warning', (v) => `${v.what} is ${v.found}, where an object is expected; it is left out`, 'Write an object here.'),
  'validate/unknown-key': entry(
    'warning',
    (v) => `\`${v.key}\` is no field of a ${v.what}; it is not read`,
    (v) => (v.near ? `Did you mean \`${v.near}\`?` : 'Remove it, or start its name with `x-`.'),
  ),
  'validate/newer-key': entry(
    'note',
    (v) => `\`${v.key}\` of a ${v.what} came with OpenAPI ${v.version}, but this document is written in ${v.dialect}`,
    (v) => `Write \`openapi: ${v.version}.0\` if the document means it.`,
  ),
  'validate/info': entry(
    'warning',
    (v) => `The document has no \`info.${v.key}\``,
    'Add `info: {title: Name of the API, version: 1.0.0}`: packages and clients are called after it.',
  ),
  'validate/no-operations': entry('warning', () => 'The document has no operations', 'Add operations below `paths`.'),
  'validate/path-start': entry('error', (v) => `Path \`${v.path}\` does not start with a slash`, (v) => `Write \`/${v.path}\`.`),
  'validate/path-braces': entry('error', (v) => `The braces of path \`${v.path}\` do not match`, 'Write each parameter as `{name}`, one after the other.'),
  'validate/path-dots': entry(
    'warning',
    (v) => `Path \`${v.path}\` has a segment \`.\` or \`..\`, which would lead to another path; its operations are left out`,
    'Write the path that is meant.',
  ),
  'validate/path-fragment': entry('note', (v) => `Path \`${v.path}\` has a fragment, which is never sent; requests go to \`${v.sent}\``, 'What tells the operations apart belongs into parameters with one value.'),
  'validate/path-twin': entry(
    'warning',
    (v) => `Paths \`${v.path}\` and \`${v.other}\` differ only in the names of their parameters; a server cannot tell them apart`,
    'Join the two, or make them differ in a fixed part.',
  ),
  'validate/path-parameter-undeclared': entry(
    'warning',
    (v) => `Path \`${v.path}\` has {${v.name}}, but the operation declares no such path parameter; it is taken to be a string`,
    (v) => `Add \`{name: ${v.name}, in: path, required: true, schema: {type: string}}\` to the parameters.`,
  ),
  'validate/path-parameter-unused': entry(
    'warning',
    (v) => `Path parameter \`${v.name}\` does not occur in \`${v.path}\`; it is left out`,
    'Put it into the path as `{name}`, or remove it.',
  ),
  'validate/path-parameter-optional': entry('note', (v) => `Path parameter \`${v.name}\` is always required`, 'Add `required: true`.'),
  'validate/operation-id-twin': entry(
    'warning',
    (v) => `operationId \`${v.id}\` is used twice: here and by ${v.other}`,
    'Give each operation an id of its own.',
  ),
  'validate/parameter-shape': entry('warning', (v) => `This parameter ${v.why}; it is left out`, 'A parameter needs `name`, `in: path | query | header | cookie`, and a `schema`.'),
  'validate/parameter-untyped': entry('warning', (v) => `Parameter \`${v.name}\` has neither \`schema\` nor \`content\`; it is taken to be a string`, 'Add a `schema`.'),
  'validate/parameter-twin': entry('warning', (v) => `The ${v.in} parameter \`${v.name}\` is declared twice; the first one counts`, 'Remove or rename one of the two.'),
  'validate/header-name': entry('error', (v) => `\`${v.name}\` cannot be the name of a header`, 'Header names have letters, digits and -_.!#$%&\'*+^`|~ only.'),
  'validate/cookie-name': entry('error', (v) => `\`${v.name}\` cannot be the name of a cookie`, 'Cookie names have letters, digits and -_.!#$%&\'*+^`|~ only.'),
  'validate/get-body': entry(
    'warning',
    (v) => `A request body has no meaning for ${v.method}; many servers and proxies drop it`,
    'Use query parameters, or another method.',
  ),
  'validate/media-type': entry('error', (v) => `\`${v.type}\` is no media type`, 'Media types look like `application/json`.'),
  'validate/responses-missing': entry('warning', () => 'The operation has no responses; its result is unknown', 'Add at least the response of success.'),
  'validate/status': entry('error', (v) => `\`${v.status}\` is no response status`, 'Use a number from 100 to 599, a range like `4XX`, or `default`.'),
  'validate/security-unknown': entry(
    'warning',
    (v) => `Security scheme \`${v.name}\` is not declared; the requirement is left out`,
    'Declare it below `components.securitySchemes`, or correct the name.',
  ),
} as const satisfies Record<string, Entry>;

/** What can be wrong with schemas. */
export const schemaTable = {
  'schema/not-schema': entry('warning', (v) => `This schema is ${v.found}; it is taken to allow anything`, 'A schema is an object, or (from 3.1 on) true or false.'),
  'schema/type': entry('warning', (v) => `\`${v.type}\` is no type; it is left out`, (v) =>
    v.near ? `Did you mean \`${v.near}\`?` : 'The types are string, number, integer, boolean, object, array and null.',
  ),
  'schema/enum-shape': entry('warning', (v) => `This enum ${v.why}; it is left out`, 'An enum is a list of one value or more.'),
  'schema/enum-twin': entry('warning', (v) => `${v.value} occurs twice in this enum`, 'Remove one of the two.'),
  'schema/enum-type': entry(
    'warning',
    (v) => `${v.value} is ${v.found}, but the type of this enum is ${v.type}`,
    'Correct the value or the type; in YAML, put text that looks like a number in quotes.',
  ),
  'schema/default-text': entry('warning', (v) => `The default ${v.value} is a string, but the type is ${v.type}`, 'Remove the quotes.'),
  'schema/default-type': entry('warning', (v) => `The default ${v.value} is ${v.found}, but the type is ${v.type}; it is left out`, 'Correct the default or the type.'),
  'schema/default-number': entry('error', (v) => `The default ${v.value} is no ${v.type}`, 'Correct the default or the type.'),
  'schema/default-enum': entry('note', (v) => `The default ${v.value} is not a value of the enum`, 'Add it to the enum, or choose one of its values.'),
  'schema/discriminator-shape': entry('warning', () => 'This discriminator has no `propertyName`; it is left out', 'Add the name of the property that tells the variants apart.'),
  'schema/discriminator-target': entry(
    'warning',
    (v) => `The discriminator maps \`${v.value}\` to \`${v.target}\`, which does not exist`,
    'Correct the mapping, or add the schema.',
  ),
  'schema/required-shape': entry('note', () => '`required` is no list of names here', 'In an object schema, list the names of the required properties: `required: [id]`.'),
  'schema/required-missing': entry('note', (v) => `\`${v.name}\` is required but is no property of this schema`, 'Declare the property, or correct the name.'),
  'schema/pattern': entry('error', (v) => `This pattern is no regular expression: ${v.why}`, 'Patterns are ECMA-262 regular expressions; correct or remove it.'),
  'schema/pattern-dialect': entry(
    'warning',
    (v) => `This pattern is no ECMA-262 regular expression (${v.why}); it is left out`,
    'Rewrite what only other languages know: inline flags such as `(?i)`, possessive quantifiers, `\\\\A`, `\\\\z`, POSIX classes.',
  ),
} as const satisfies Record<string, Entry>;
