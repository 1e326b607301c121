import { redactURL } from './secrets.js';
import type { CallTrace, TraceInfo } from './trace.js';

/* The parts of OpenTelemetry's API that are used, found through the symbol under which it registers itself: no dependency. */
interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
  readonly traceState?: { serialize(): string } | undefined;
}
interface Span {
  spanContext(): SpanContext;
  setAttribute(name: string, value: unknown): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}
interface Context {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): Context;
  deleteValue(key: symbol): Context;
}
interface Telemetry {
  readonly trace?: { getTracer(name: string, version: string): { startSpan(name: string, options: object, context: Context): Span } };
  readonly context?: { active(): Context; with<T>(context: Context, run: () => T): T };
  readonly propagation?: { inject(context: Context, carrier: object, setter: { set(carrier: object, name: string, value: string): void }): void };
}

const TELEMETRY = Symbol.for('opentelemetry.js.api.1');
const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');
const SUPPRESS = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
const INTERNAL = 0;
const CLIENT = 2;
const ERROR = 2;

/** The trace of a call as spans, where a program has set OpenTelemetry up. */
export function startSpans(info: TraceInfo): CallTrace | undefined {
  const telemetry = (globalThis as unknown as Record<symbol, Telemetry | undefined>)[TELEMETRY];
  return telemetry?.trace && spans(telemetry, info);
}

const traceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

function spans(telemetry: Telemetry, info: TraceInfo): CallTrace {
  const { name, version, method, template } = info;
  const tracer = (telemetry.trace as NonNullable<Telemetry['trace']>).getTracer(name, version);
  const base = telemetry.context?.active() ?? emptyContext(new Map());
  const call = tracer.startSpan(`${name} ${method} ${template}`, { kind: INTERNAL }, base);
  const context = base.setValue(SPAN, call);
  return {
    traceID: call.spanContext().traceId,
    attempt: (resend) => {
      const attributes = attributesOf(info, resend);
      const span = tracer.startSpan(`${method} ${template}`, { kind: CLIENT, attributes }, context);
      const own = context.setValue(SPAN, span);
      return {
        inject: (set) => inject(telemetry, span, own, set),
        run: (send) => (telemetry.context ? telemetry.context.with(own.setValue(SUPPRESS, true), send) : send()),
        end: (status, failure) => {
          if (status !== undefined) span.setAttribute('http.response.status_code', status);
          finish(span, failure ?? (status !== undefined && status >= 400 ? String(status) : undefined));
        },
      };
    },
    end: (failure) => finish(call, failure),
  };
}

/** HTTP semantic conventions, stable since 1.23. */
function attributesOf(info: TraceInfo, resend: number): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(info.origin);
  return {
    'http.request.method': info.method,
    'url.template': info.template,
    // R17
    'url.full': redactURL(info.origin, info.path),
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    ...(resend > 0 ? { 'http.request.resend_count': resend } : {}),
  };
}

function inject(telemetry: Telemetry, span: Span, context: Context, set: (name: string, value: string) => void): void {
  let propagated = false;
  telemetry.propagation?.inject(context, {}, {
    set: (_, name, value) => {
      propagated ||= name.toLowerCase() === 'traceparent';
      set(name.toLowerCase(), value);
    },
  });
  if (propagated) return;
  // Without a propagator, W3C's.
  const own = span.spanContext();
  set('traceparent', traceparent(own));
  const state = own.traceState?.serialize();
  if (state) set('tracestate', state);
}

/** An error is told by its kind; its message could hold what a span must not. */
function finish(span: Span, failure: unknown): void {
  if (failure !== undefined) {
    span.setAttribute('error.type', failure instanceof Error ? failure.name : String(failure));
    span.setStatus({ code: ERROR });
  }
  span.end();
}

/** A context where the program has no context manager. */
function emptyContext(values: ReadonlyMap<symbol, unknown>): Context {
  return {
    getValue: (key) => values.get(key),
    setValue: (key, value) => emptyContext(new Map(values).set(key, value)),
    deleteValue: (key) => emptyContext(new Map([...values].filter(([own]) => own !== key))),
  };
}
