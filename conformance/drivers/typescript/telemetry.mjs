// A recording OpenTelemetry API, registered where @opentelemetry/api keeps its global, so that no package is needed.
import { randomBytes } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';

const slot = Symbol.for('opentelemetry.js.api.1');
const spanKey = Symbol.for('OpenTelemetry Context Key SPAN');
const storage = new AsyncLocalStorage();

class Context {
  constructor(values = new Map()) {
    this.values = values;
  }
  getValue(key) {
    return this.values.get(key);
  }
  setValue(key, value) {
    return new Context(new Map(this.values).set(key, value));
  }
  deleteValue(key) {
    const values = new Map(this.values);
    values.delete(key);
    return new Context(values);
  }
}

class Span {
  constructor(name, options, parent) {
    this.data = { name, kind: options.kind ?? 0, attributes: { ...options.attributes }, parent: parent?.spanId, ended: false };
    this.ids = { traceId: parent?.traceId ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex'), traceFlags: 1, traceState: { serialize: () => 'vendor=one' } };
    Object.assign(this.data, { trace_id: this.ids.traceId, span_id: this.ids.spanId });
  }
  spanContext = () => this.ids;
  isRecording = () => !this.data.ended;
  setAttribute(name, value) {
    this.data.attributes[name] = value;
    return this;
  }
  setAttributes(values) {
    Object.assign(this.data.attributes, values);
    return this;
  }
  addEvent() {
    return this;
  }
  setStatus(status) {
    this.data.status = status.code;
    return this;
  }
  updateName(name) {
    this.data.name = name;
    return this;
  }
  recordException(error) {
    this.data.exception = String(error);
    return this;
  }
  end() {
    this.data.ended = true;
  }
}

function tracerOf(spans) {
  const startSpan = (name, options = {}, context = storage.getStore() ?? new Context()) => {
    const span = new Span(name, options, options.root ? undefined : context.getValue(spanKey)?.spanContext());
    spans.push(span);
    return span;
  };
  const startActiveSpan = (name, ...rest) => {
    const run = rest.pop();
    const span = startSpan(name, ...rest);
    return storage.run((storage.getStore() ?? new Context()).setValue(spanKey, span), () => run(span));
  };
  return { startSpan, startActiveSpan };
}

const propagator = {
  inject(context, carrier, setter) {
    const ids = context.getValue(spanKey)?.spanContext();
    if (!ids) return;
    const set = setter?.set ?? ((target, name, value) => (target[name] = value));
    set(carrier, 'traceparent', `00-${ids.traceId}-${ids.spanId}-01`);
    set(carrier, 'tracestate', ids.traceState.serialize());
    set(carrier, 'baggage', 'tenant=blue');
  },
  extract: (context) => context,
  fields: () => ['traceparent', 'tracestate', 'baggage'],
};

/** Registers the recording API until `stop`, which gives the spans. */
export function installTelemetry() {
  const spans = [];
  const tracer = tracerOf(spans);
  const context = {
    active: () => storage.getStore() ?? new Context(),
    with: (one, run, self, ...args) => storage.run(one, () => run.apply(self, args)),
    bind: (one, target) => target,
  };
  globalThis[slot] = { version: '1.9.0', trace: { getTracer: () => tracer }, context, propagation: propagator };
  return {
    stop: () => {
      delete globalThis[slot];
      return spans.map(({ data }) => data);
    },
  };
}
