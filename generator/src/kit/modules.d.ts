declare module '*.hbs' {
  /** A template compiled at build time; its view is checked against the keys it reads in tests. */
  const render: (view: object) => string;
  export default render;
}

declare module 'virtual:runtime/*' {
  /** The runtime of a target: path to text. */
  const files: Readonly<Record<string, string>>;
  export default files;
}

declare module 'virtual:scaffold/*' {
  /** Files that every SDK of a target has as they stand: path to text. */
  const files: Readonly<Record<string, string>>;
  export default files;
}

declare module 'handlebars/runtime.js' {
  type Render = (
    view: object,
    options?: { readonly partials?: Readonly<Record<string, unknown>>; readonly helpers?: Readonly<Record<string, unknown>> },
  ) => string;
  const runtime: { readonly template: (spec: unknown) => Render };
  export default runtime;
}
