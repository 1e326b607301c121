import Handlebars from 'handlebars/runtime.js';

/** A compiled template: a flat view of finished strings in, text out. */
export type Render = (view: object) => string;

interface TemplateOptions {
  readonly name: string;
  /** Whether reading a key that the view lacks throws even inside `{{#if}}`. */
  readonly checked: boolean;
  readonly partials: Readonly<Record<string, Render>>;
}

const helpers = { indent };

/** Makes the render function of a precompiled template; called by the modules that the build makes of `.hbs` files. */
export function template(spec: unknown, { name, checked, partials }: TemplateOptions): Render {
  const run = Handlebars.template(spec);
  return (view) => run(checked ? guard(view, name) : view, { partials, helpers });
}

/** Wraps a view so that reading a key it does not have throws. */
function guard<View extends object>(view: View, name: string): View {
  return new Proxy(view, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value === 'object' && value !== null) return guard(value, name);
      if (value === undefined && typeof key === 'string' && !Array.isArray(target) && !ignored.has(key)) {
        throw new Error(`Template ${name} reads '${key}', which its view does not have.`);
      }
      return value;
    },
  });
}

/** Keys that Handlebars itself probes for on any value. */
const ignored = new Set(['toHTML', 'then', 'length', 'call']);

/** Indents every line of a text that is not empty by a number of spaces. */
export function indent(text: string, spaces: number): string {
  if (text === '') return text;
  const pad = ' '.repeat(spaces);
  return pad + text.replace(/\n(?!\n|$)/g, `\n${pad}`);
}
