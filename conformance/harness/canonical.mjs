// The requests of a vector as text that is the same in every language: R48 compares it byte for byte.
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** What a language, its HTTP library or its tracing adds, and no rule speaks of. */
const own = /^(user-agent|connection|accept-encoding|accept-language|sec-fetch-mode|priority|x-sdkwright-(?!retry-count|timeout).*|x-stainless-.*|proxy-connection|transfer-encoding)$/;
const masked = { traceparent: '<trace>', 'x-client-request-id': '<id>' };

function headerLine([name, value], mask) {
  const key = name.toLowerCase();
  return `${key}: ${masked[key] ?? mask(value)}`;
}

/** A body that was announced and not sent whole is incomplete, however much of it had come: none, too. */
function bodyText({ body, headers }, mask) {
  const announced = headers.some(([name, value]) => /^transfer-encoding$/i.test(name) || (/^content-length$/i.test(name) && value !== '0'));
  if (body && !body.complete && (announced || body.size > 0)) return '<incomplete>';
  if (!body || body.size === 0) return '';
  if (body.text === undefined) return `<${body.size} bytes ${body.sha256}>`;
  return mask(body.text);
}

function requestText(request, origins) {
  const type = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  const mask = (text) => {
    let out = boundary ? text.replaceAll(boundary, '<boundary>') : text;
    for (const [name, url] of Object.entries(origins)) out = out.replaceAll(url, `{{${name}}}`).replaceAll(new URL(url).host, `{{${name}}}`);
    return out.replace(uuid, '<uuid>');
  };
  const length = boundary ? ([name]) => name.toLowerCase() !== 'content-length' : () => true;
  const headers = request.headers.filter(([name, value]) => !own.test(name.toLowerCase()) && !(name.toLowerCase() === 'accept' && value === '*/*')).filter(length).map((pair) => headerLine(pair, mask)).sort();
  return [`${request.method} ${mask(request.target)} (${request.origin})`, ...headers.map((line) => `  ${line}`), `  | ${bodyText(request, mask).replaceAll('\r', '\\r').replaceAll('\n', '\\n')}`].join('\n');
}

/** All requests of a vector's record, or undefined where their number depends on time (`identical: false`). */
export function canonical({ vector, record }) {
  if (vector.identical === false) return undefined;
  const texts = record.requests.map((request) => requestText(request, record.origins));
  return (vector.do.some((step) => step.concurrent || step.background) ? texts.sort() : texts).join('\n');
}
