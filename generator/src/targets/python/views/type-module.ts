import type { RecordDecl, TypeDecl } from '../../../ir/index.js';
import type { PythonContext } from '../context.js';
import { docsProse, docstring } from '../docstring.js';
import { fieldsOf, sortFields } from '../fields.js';
import type { Field } from '../fields.js';
import { makeImports, runtimeModule } from '../imports.js';
import type { PythonImports } from '../imports.js';
import { layout } from '../layout.js';
import { literal } from '../literal.js';
import type { ModuleSource } from '../module-text.js';
import type { ModuleEntry, ModulePlan } from '../modules.js';
import type { TypePlace } from '../types.js';

/** A module below `types/`. */
export interface TypeModuleView {
  /** The `__all__` statement. */
  readonly all: string;
  readonly declarations: readonly string[];
}

/** The view of a module with types. */
export function typeModuleView(plan: ModulePlan, context: PythonContext): ModuleSource {
  const { module, entries } = plan;
  const names = entries.flatMap((entry) => namesOf(entry, context));
  const imports = makeImports(['types', ...module.folder, module.file], new Set(names));
  const declarations = entries.flatMap((entry) => declarationTexts(entry, imports, context));
  const all = layout(`__all__ = [${names.map((name) => literal(name)).reverse().join(', ')}]`);
  const view: TypeModuleView = { all, declarations };
  return { view, imports };
}

/** Names that an entry declares. */
function namesOf({ name, decl, direction }: ModuleEntry, { triggerOf }: PythonContext): readonly string[] {
  const typed = decl.kind === 'record' && direction === 'input' && isOpen(decl) ? [`${name}Typed`] : [];
  return triggerOf(decl) === undefined ? [...typed, name] : [`${name}Base`, `${name}NonStreaming`, `${name}Streaming`, name];
}

const isOpen = (decl: RecordDecl): boolean => decl.extra !== undefined || (decl.properties.length === 0 && !decl.closed && decl.source !== 'params');

function declarationTexts(entry: ModuleEntry, imports: PythonImports, context: PythonContext): readonly string[] {
  const { decl, name, direction } = entry;
  const trigger = direction === 'input' ? context.triggerOf(decl) : undefined;
  if (trigger !== undefined) return streamingTexts(entry, trigger, imports, context);
  if (decl.kind !== 'record') return [aliasText(entry, imports, context)];
  if (direction === 'output') return [modelText(decl, name, imports, context)];
  if (!isOpen(decl)) return [typedDictText({ decl, name }, imports, context)];
  return openDictTexts(decl, name, imports, context);
}

/** The place for types in a module: what is only named in annotations is imported at the end. */
function placeIn(imports: PythonImports, direction: 'input' | 'output', { late, shadowed }: { readonly late: boolean; readonly shadowed?: ReadonlySet<string> }): TypePlace {
  return {
    direction,
    annotated: true,
    refer: (name) => imports.type(name, late),
    typing: (name) => imports.typing(name),
    plain: (name) => imports.plain(name, shadowed),
    runtime: (name) => imports.from(runtimeModule(name), name),
  };
}

function modelText(decl: RecordDecl, name: string, imports: PythonImports, context: PythonContext): string {
  const fields = sortFields(fieldsOf(decl, 'output'), context.sorted);
  const shadowed = new Set(fields.map((field) => field.name));
  const place = placeIn(imports, 'output', { late: true, shadowed });
  const base = imports.from(runtimeModule('BaseModel'), 'BaseModel');
  const members = fields.map((field) => modelField(field, place, imports, context));
  const { extra } = decl;
  if (extra !== undefined && extra.kind !== 'unknown') members.push(...extraMembers(context.printer.text(extra, place), imports));
  return classText(`class ${name}(${base}):`, decl, members);
}

function modelField({ name, wire, property }: Field, place: TypePlace, imports: PythonImports, { printer }: PythonContext): string {
  const optional = !property.required || property.type.kind === 'nullable';
  const text = printer.text(optional && property.type.kind !== 'nullable' ? { kind: 'nullable', inner: property.type } : property.type, place);
  const alias = name === wire ? [] : [`alias=${literal(wire)}`];
  const value = [...alias, ...(optional && alias.length > 0 ? ['default=None'] : [])].join(', ');
  const end = value === '' ? (optional ? ' = None' : '') : ` = ${imports.from(runtimeModule('Field'), 'Field')}(${value})`;
  return member(`${name}: ${text}${end}`, property.docs);
}

function extraMembers(text: string, imports: PythonImports): readonly string[] {
  const dict = `${imports.typing('Dict')}[${imports.plain('str')}, ${text}]`;
  const check = `if ${imports.typing('TYPE_CHECKING')}:\n    # Fields that the specification does not name.\n    def __getattr__(self, name: str) -> ${text}: ...`;
  return [`__pydantic_extra__: ${dict}  # pyright: ignore[reportIncompatibleVariableOverride]`, check];
}

interface TypedDictParts {
  readonly decl: RecordDecl;
  readonly name: string;
  /** Base class, and the wire name of a field to leave out. */
  readonly without?: string;
  readonly docs?: boolean;
}

function typedDictText({ decl, name, without, docs = true }: TypedDictParts, imports: PythonImports, context: PythonContext): string {
  const fields = sortFields(fieldsOf(decl, 'input'), context.sorted).filter(({ wire }) => wire !== without);
  const shadowed = new Set(fields.map((field) => field.name));
  const place = placeIn(imports, 'input', { late: true, shadowed });
  const members = fields.map((field) => dictKey(field, place, imports, context));
  return classText(`class ${name}(${imports.from(runtimeModule('TypedDict'), 'TypedDict')}, total=False):`, docs ? decl : undefined, members);
}

function dictKey({ name, wire, property }: Field, place: TypePlace, imports: PythonImports, { printer }: PythonContext): string {
  const text = printer.text(property.type, place);
  const aliased = name === wire ? text : withAlias(text, wire, place);
  const typed = property.required ? `${imports.from(runtimeModule('Required'), 'Required')}[${aliased}]` : aliased;
  return member(`${name}: ${typed}`, property.docs);
}

/** Adds an alias to a type, or to the note that stands there already. */
function withAlias(text: string, wire: string, place: TypePlace): string {
  const found = /^Annotated\[(.*), PropertyInfo\((format="\w+")\)\]$/s.exec(text);
  const info = `${place.runtime('PropertyInfo')}(alias=${literal(wire)}${found ? `, ${found[2] ?? ''}` : ''})`;
  return `${place.typing('Annotated')}[${found?.[1] ?? text}, ${info}]`;
}

function openDictTexts(decl: RecordDecl, name: string, imports: PythonImports, context: PythonContext): readonly string[] {
  const place = placeIn(imports, 'input', { late: false });
  const extra = decl.extra === undefined || decl.extra.kind === 'unknown' || decl.properties.length > 0 ? imports.plain('object') : context.printer.text(decl.extra, place);
  const dict = `${imports.typing('Dict')}[${imports.plain('str')}, ${extra}]`;
  const alias = (body: string): string => layout(`${name}: ${imports.typing('TypeAlias')} = ${body}`);
  if (decl.properties.length === 0) return [alias(dict)];
  return [typedDictText({ decl, name: `${name}Typed` }, imports, context), alias(`${imports.typing('Union')}[${name}Typed, ${dict}]`)];
}

function aliasText({ decl, name, direction, lazy }: ModuleEntry, imports: PythonImports, context: PythonContext): string {
  const body = context.printer.body(decl, placeIn(imports, direction, { late: lazy }));
  if (lazy) return layout(`${name} = ${imports.typing('TypeAliasType')}(${literal(name)}, ${literal(body)})`);
  return layout(`${name}: ${imports.typing('TypeAlias')} = ${body}`);
}

function streamingTexts({ decl, name }: ModuleEntry, wire: string, imports: PythonImports, context: PythonContext): readonly string[] {
  const place = placeIn(imports, 'input', { late: true });
  const field = decl.kind === 'record' ? fieldsOf(decl, 'input').find((each) => each.wire === wire) : undefined;
  const key = field?.name ?? wire;
  const docs = field?.property.docs ?? {};
  const note = (type: string): string => (key === wire ? type : withAlias(type, wire, place));
  const off = `${place.typing('Literal')}[False]`;
  const loose = field?.property.type.kind === 'nullable' ? `${place.typing('Optional')}[${off}]` : off;
  const required = imports.from(runtimeModule('Required'), 'Required');
  const base =
    decl.kind === 'record'
      ? typedDictText({ decl, name: `${name}Base`, without: wire }, imports, context)
      : layout(`${name}Base: ${imports.typing('TypeAlias')} = ${context.printer.body(decl, placeIn(imports, 'input', { late: false }))}`);
  const variant = (kind: string, total: string, type: string): string =>
    classText(`class ${name}${kind}(${name}Base${total}):`, undefined, [member(`${key}: ${note(type)}`, docs)]);
  return [
    base,
    variant('NonStreaming', ', total=False', loose),
    variant('Streaming', ', total=False', `${required}[${place.typing('Literal')}[True]]`),
    layout(`${name} = ${imports.typing('Union')}[${name}NonStreaming, ${name}Streaming]`),
  ];
}

const member = (code: string, docs: TypeDecl['docs']): string => {
  const doc = docstring(docsProse(docs), 4);
  return `    ${layout(code, 4)}${doc === '' ? '' : `\n    ${doc}`}`;
};

function classText(head: string, decl: TypeDecl | undefined, members: readonly string[]): string {
  const doc = decl === undefined ? '' : docstring(docsProse(decl.docs), 4);
  const parts = [...(doc === '' ? [] : [`    ${doc}`]), ...members.map((text) => (text.startsWith(' ') ? text : text.replace(/^(?=.)/gm, '    ')))];
  return `${layout(head)}\n${parts.length === 0 ? '    pass' : parts.join('\n\n')}`;
}
